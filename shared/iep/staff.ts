/** People of the student's staff in words, as the others know them. */
import type { IepDocument } from './document.ts';

/** "Dana Lee, Speech-language pathologist"; an id nobody knows stands for itself. */
export function staffWords(document: IepDocument, staffId: string): string {
  const person = document.staff.find((one) => one.id === staffId);
  return person === undefined ? staffId : [person.name, person.title].filter((part) => part !== '').join(', ');
}
