/** Where a copy may be saved outside the vault: only where the user pointed, only when they asked. */
import type { Result } from '../../shared/words/failures.ts';

export interface SavePort {
  /** Asks where to save a PDF and writes it; `saved` false when the user cancelled. A failure leaves what had that name as it was. `suggestedName` never holds a student's name. */
  readonly savePdf: (pdf: Uint8Array, suggestedName: string) => Promise<Result<{ readonly saved: boolean }>>;
  /** Asks for a folder and writes each PDF there in a file of its own; nothing that is there is replaced, and a failure leaves none of them. The names they got, in the same order; null when the user cancelled. */
  readonly savePdfs: (title: string, files: readonly { readonly pdf: Uint8Array; readonly name: string }[]) => Promise<Result<readonly string[] | null>>;
  /** The same for a goal bank. */
  readonly saveGoals: (file: Uint8Array, suggestedName: string) => Promise<Result<{ readonly saved: boolean }>>;
  /** The same for an IEP file, which another computer takes in. */
  readonly saveIep: (file: Uint8Array, suggestedName: string) => Promise<Result<{ readonly saved: boolean }>>;
  /** Asks for a folder; null when the user cancelled. */
  readonly chooseFolder: (title: string) => Promise<string | null>;
}
