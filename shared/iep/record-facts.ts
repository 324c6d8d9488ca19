/**
 * Promise: facts that state rules and clocks of the law ask for and that stand on no page of the form (iep-forms.md section 10; casemis.md section 2), written down
 * as fields like those of the pages. The screen asks for each beside page 1 where it matters; no paper has them.
 */
import type { Address } from './address.ts';
import type { FieldDef } from './definition.ts';
import { date, int, onScreen, yn } from './pages/make.ts';

export const RECORD_FACTS_ROOT: Address = 'stateRecordExtras';

export const RECORD_FACTS: readonly FieldDef[] = [
  yn('conserved', 'Conserved: somebody else holds this adult’s rights', 'Bajo tutela legal: otra persona tiene los derechos de este adulto', { req: 'O', hideUnless: 'ofAge', span: 6, hint: onScreen('Yes: who holds the rights is listed on page 1 with the education rights, and signs. Otherwise the student signs from 18 on. Ed. Code 56041.5') }),
  yn('fromPartC', 'Comes from early intervention (Part C)', 'Viene de intervención temprana (Parte C)', { req: 'O', hideUnless: 'earlyInitial', span: 6, hint: onScreen('Yes: the first IEP is due by the third birthday. 34 CFR 300.124') }),
  yn('partCtoB', 'Moves to preschool services (Part C to Part B)', 'Pasa a servicios preescolares (de la Parte C a la Parte B)', { req: 'O', reported: true, hideUnless: 'familyPlan', span: 6, hint: onScreen('Asked of an IFSP from 2 years 9 months on.') }),
  int('tolledDays', 'Days of school breaks that do not count', 'Días de receso escolar que no cuentan', { req: 'O', hideUnless: 'assessmentClock', span: 6, hint: onScreen('Calendar days of breaks of more than 5 school days since the referral or the consent. Ed. Code 56043, 56302.1, 56344') }),
  date('interimStartDate', 'Interim placement: enrolled on', 'Colocación provisional: inscripción el', { req: 'O', hideUnless: 'interimMeeting', span: 6, hint: onScreen('The 30 days of an interim placement begin. Ed. Code 56325') }),
];

/** The definition of a fact beside the pages; undefined for any other place. */
export function factAt(address: Address): FieldDef | undefined {
  return RECORD_FACTS.find(({ id }) => address === `${RECORD_FACTS_ROOT}/${id}`);
}
