/** What a file must be to be kept in the document library, whoever gives it: a person here or the district. */
import { MOST_DOCUMENT_BYTES, MOST_DOCUMENT_PAGES, TOO_LARGE } from '../../shared/library/document.ts';
import { fail, type Result } from '../../shared/words/failures.ts';
import type { PdfJudge } from '../ports/paper.ts';

/** How many pages it has, or `badDocument` with the reason in a sentence. */
export async function judgeDocument({ judge }: PdfJudge, bytes: Uint8Array): Promise<Result<{ readonly pages: number }>> {
  if (bytes.byteLength > MOST_DOCUMENT_BYTES) return fail('badDocument', TOO_LARGE);
  const judged = await judge(bytes);
  return judged.ok && judged.value.pages > MOST_DOCUMENT_PAGES ? fail('badDocument', `It has more than ${MOST_DOCUMENT_PAGES} pages.`) : judged;
}
