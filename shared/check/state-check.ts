/** The state error check of a document: the rules' findings, each with the place in the document that one key press focuses. */
import type { IepDocument } from '../iep/document.ts';
import { pageKeyAt } from '../iep/page-keys.ts';
import type { Issue } from './issue.ts';
import { addressOfField, stateRecord } from './record.ts';
import { checkRecord } from './run.ts';

/** Home of findings about facts that stand on no page (kind of plan, infant program, conservatorship). */
const FIRST_PAGE = 'infoEligibility';

/** Errors and warnings in state-reported data for the day `asOf`; errors stop affirm, warnings are confirmed once (decisions.md 11). */
export function stateCheck(doc: IepDocument, asOf: string): readonly Issue[] {
  return checkRecord(stateRecord(doc), asOf).map((found) => {
    const at = found.fields.map((field) => addressOfField(doc, field));
    const page = at.map(pageKeyAt).find((key) => key !== undefined) ?? FIRST_PAGE;
    return { ...found, at, page };
  });
}
