/** The languages a document may be in: those of the state's own list, so that a language has one name everywhere, and "several". */
import { codeTable } from '../iep/codes.ts';

const FIRST = ['English', 'Spanish', 'English and Spanish', 'Several languages'];

/** The two California schools print most first, then the others by the alphabet. */
export const DOCUMENT_LANGUAGES: readonly string[] = [...FIRST, ...codeTable('language').map(({ label }) => label.en).filter((language) => !FIRST.includes(language)).toSorted((one, other) => one.localeCompare(other, 'en'))];
