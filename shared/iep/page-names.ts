/** Promise: what a page of this IEP is called wherever pages are listed, chosen or named: of several sheets of one page each says which it is. */
import { valueAt } from './address.ts';
import type { IepDocument } from './document.ts';
import { fieldsOf } from './fields.ts';
import { isObject } from './json.ts';
import { pageIdOf, pageKeysOf, pageRoot } from './page-keys.ts';
import { pageDef } from './pages.ts';
import { numberField } from './place-words.ts';

/** The number a sheet gives itself, as a session or a report does. */
function ownNumber(document: IepDocument, key: string): number | undefined {
  const sheet = valueAt(document, pageRoot(key));
  const number = numberField(fieldsOf(pageDef(pageIdOf(key))));
  const own = isObject(sheet) && number !== undefined ? sheet[number.id] : undefined;
  return typeof own === 'number' ? own : undefined;
}

/** " 2" for the second of several sheets; '' for the only one. Their own numbers count where each has one and no two have the same: else two would be called alike. */
function whichOf(document: IepDocument, key: string): string {
  const sheets = pageKeysOf(document).filter((other) => pageIdOf(other) === pageIdOf(key));
  const place = sheets.indexOf(key);
  if (sheets.length < 2 || place === -1) return '';
  const own = sheets.map((sheet) => ownNumber(document, sheet)).filter((number) => number !== undefined);
  return ` ${new Set(own).size === sheets.length ? own[place] : place + 1}`;
}

/** "Notice 2": as the rail, the lists and the palette name it. */
export function shortName(document: IepDocument, key: string): string {
  return `${pageDef(pageIdOf(key)).short.en}${whichOf(document, key)}`;
}

/** "Notice of Meeting 2": as the page itself is headed. */
export function pageTitle(document: IepDocument, key: string): string {
  return `${pageDef(pageIdOf(key)).title.en}${whichOf(document, key)}`;
}
