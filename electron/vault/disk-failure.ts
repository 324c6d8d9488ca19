/** Turns what the disk throws into a named failure, and nothing else: a mistake in the program must stay visible as one. */
import { fail, type Result } from '../../shared/words/failures.ts';

/** Thrown by the keys once they are zeroed; every call after a lock ends here. */
export class VaultClosed extends Error {
  constructor() {
    super('The vault is closed, so its keys are gone.');
  }
}

/** The Node error code (`ENOSPC`, `EIO`…), or null when the error does not come from the disk. */
export function diskCode(error: unknown): string | null {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : null;
}

const FULL = new Set(['ENOSPC', 'EDQUOT']);

/** Whether the disk had no room, or none for this user. */
export function isFull(error: unknown): boolean {
  return FULL.has(diskCode(error) ?? '');
}

/**
 * Runs `work`; an error of the disk becomes `diskFull` or `diskTrouble` (the reason is the code alone: paths stay out of messages),
 * a closed vault becomes `locked`, anything else is thrown on.
 */
export async function attempt<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof VaultClosed) return fail('locked');
    const code = diskCode(error);
    if (code === null) throw error;
    return isFull(error) ? fail('diskFull') : fail('diskTrouble', code);
  }
}

/** For writes that only help: what the disk refuses is left undone, anything else is thrown on. */
export async function evenIfTheDiskFails(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (diskCode(error) === null) throw error;
  }
}
