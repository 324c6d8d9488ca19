/** The state error check of a document: the rules' findings, each with the place in the document that one key press focuses. */
import { isWithin } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { pageKeyAt } from '../iep/page-keys.ts';
import type { Issue } from './issue.ts';
import { lawOf } from './law/run.ts';
import { checkDay, hasMet } from './moment.ts';
import { addressOfField, serviceAddresses, stateRecord } from './record.ts';
import { checkRecord } from './run.ts';

/** Home of findings about facts that stand on no page (kind of plan, infant program, conservatorship). */
const FIRST_PAGE = 'infoEligibility';

/** What the parent answers on the consent sheet is not looked at before there is a meeting. */
const ANSWERS = 'pages/consent';

/** Errors and warnings in state-reported data for the day `asOf`; errors stop affirm, warnings are confirmed once (decisions.md 11). */
export function stateCheck(doc: IepDocument, asOf: string): readonly Issue[] {
  const isMet = hasMet(doc);
  const lines = serviceAddresses(doc);
  return checkRecord(stateRecord(doc), checkDay(doc, asOf)).flatMap((found): readonly Issue[] => {
    const at = found.fields.map((field) => addressOfField(doc, field, lines));
    if (!isMet && isWithin(at[0] ?? '', ANSWERS)) return [];
    const page = at.map(pageKeyAt).find((key) => key !== undefined) ?? FIRST_PAGE;
    const law = lawOf(found.id, found.fields[0]);
    return [law === undefined ? { ...found, at, page } : { ...found, at, page, law }];
  });
}
