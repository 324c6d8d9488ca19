/** Promise: what a page of this IEP is called wherever pages are listed, chosen or named: of several sheets of one page each says which it is. */
import { valueAt } from './address.ts';
import type { IepDocument } from './document.ts';
import { fieldsOf } from './fields.ts';
import { isObject } from './json.ts';
import { pageIdOf, pageKeysOf, pageRoot } from './page-keys.ts';
import { pageDef } from './pages.ts';
import { numberField } from './place-words.ts';

/** " 2" for the second of several sheets, by the number it gives itself or else by its place; '' for the only one. */
function whichOf(document: IepDocument, key: string): string {
  const id = pageIdOf(key);
  const sheets = pageKeysOf(document).filter((other) => pageIdOf(other) === id);
  if (sheets.length < 2 || !sheets.includes(key)) return '';
  const sheet = valueAt(document, pageRoot(key));
  const own = isObject(sheet) ? sheet[numberField(fieldsOf(pageDef(id)))?.id ?? ''] : undefined;
  return ` ${typeof own === 'number' ? own : sheets.indexOf(key) + 1}`;
}

/** "Notice 2": as the rail, the lists and the palette name it. */
export function shortName(document: IepDocument, key: string): string {
  return `${pageDef(pageIdOf(key)).short.en}${whichOf(document, key)}`;
}

/** "Notice of Meeting 2": as the page itself is headed. */
export function pageTitle(document: IepDocument, key: string): string {
  return `${pageDef(pageIdOf(key)).title.en}${whichOf(document, key)}`;
}
