/** The state error check of a document: the rules' findings, each with the place in the document that one key press focuses. */
import { isWithin, valueAt } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { pageKeyAt } from '../iep/page-keys.ts';
import type { Issue } from './issue.ts';
import { lawOf } from './law/run.ts';
import { checkDay, hasMet } from './moment.ts';
import { addressOfField, serviceAddresses, stateRecord } from './record.ts';
import { checkRecord, type RecordIssue } from './run.ts';

/** Home of findings about facts that stand on no page (infant program, conservatorship): the screen asks for them there. */
const FIRST_PAGE = 'infoEligibility';

/** What the parent answers on the consent sheet is not looked at before there is a meeting. */
const ANSWERS = 'pages/consent';

/** What was found last beside this first page, with the record and the day it was found in. Held as long as that page is, so nothing of a student outlives the document. */
const remembered = new WeakMap<object, { readonly from: string; readonly found: readonly RecordIssue[] }>();

/** The rules' findings; most keys change no word the state is told, and then they are those of the key before. */
function findings(doc: IepDocument, asOf: string): readonly RecordIssue[] {
  const [record, day] = [stateRecord(doc), checkDay(doc, asOf)];
  const sheet = valueAt(doc, 'pages/infoEligibility');
  if (typeof sheet !== 'object' || sheet === null) return checkRecord(record, day);
  const from = `${day} ${JSON.stringify(record)}`;
  const known = remembered.get(sheet);
  if (known?.from === from) return known.found;
  const found = checkRecord(record, day);
  remembered.set(sheet, { from, found });
  return found;
}

/** Errors and warnings in state-reported data for the day `asOf`; errors stop affirm, warnings are confirmed once (decisions.md 11). */
export function stateCheck(doc: IepDocument, asOf: string): readonly Issue[] {
  const isMet = hasMet(doc);
  const lines = serviceAddresses(doc);
  return findings(doc, asOf).flatMap((found): readonly Issue[] => {
    const at = found.fields.map((field) => addressOfField(doc, field, lines));
    if (!isMet && isWithin(at[0] ?? '', ANSWERS)) return [];
    const page = at.map(pageKeyAt).find((key) => key !== undefined) ?? FIRST_PAGE;
    const law = lawOf(found.id, found.fields[0]);
    return [law === undefined ? { ...found, at, page } : { ...found, at, page, law }];
  });
}
