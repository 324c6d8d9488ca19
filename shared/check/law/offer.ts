/** Promise: one clear written offer that names every service and one placement (iep-forms.md 6.8). */
import { codeEntry, codeLabel } from '../../iep/codes.ts';
import { holds } from '../../iep/conditions.ts';
import { notEligible } from '../../flow/eligibility.ts';
import { isToBeContinued, rowsAt, textAt } from '../../flow/read.ts';
import { isPlaceholder } from '../placeholder.ts';
import { hitIf, listed, type LawContext, type LawHit, type LawRule } from './rule.ts';
import { FREE_NOTES, NOTES, isRefused } from './standing.ts';

/** The words a reader would look for: the label without what stands in brackets. */
function namesOf(code: string): readonly string[] {
  const entry = codeEntry('service', code);
  return entry === undefined ? [] : [entry.label.en, entry.label.es].map((name) => name.replace(/\s*\(.*?\)|:.*$/gu, '').toLowerCase()).filter((name) => name !== '');
}

/** One offer: a paragraph that names every service, and exactly one placement chosen (iep-forms.md 6.8). */
export function offer({ doc, open, services }: LawContext, { id }: LawRule): readonly LawHit[] {
  const isFree = holds('freeNotes', doc, '');
  const place = isFree ? FREE_NOTES : `${NOTES}/offerSummary`;
  const words = textAt(doc, place).toLowerCase();
  const unnamed = isPlaceholder(words) ? [] : [...new Set(services.map(({ row }) => textAt(row, 'code')))].filter((code) => namesOf(code).length > 0 && !words.includes(code) && !namesOf(code).some((name) => words.includes(name)));
  const chosen = rowsAt(doc, `${NOTES}/options`).filter((row) => row['kind'] === 'placement' && row['selected'] === true).length;
  // Where the team found no eligibility there is nothing to offer: the refusal of the finding waits for no offer.
  const stops = isRefused(doc) && !isToBeContinued(doc) && notEligible(doc) === null ? { stops: true as const } : {};
  return [
    ...open.of(id).map((blank) => ({ at: [blank.at], fill: { what: blank.words } })),
    ...hitIf(unnamed.length > 0, [place], { what: `The offer does not name ${listed(unnamed.map((code) => codeLabel('service', code)))}.` }),
    ...hitIf(!isFree && chosen !== 1, [`${NOTES}/options`], { what: chosen === 0 ? 'No placement is marked as chosen.' : `${chosen} placements are marked as chosen.` }),
  ].map((hit) => ({ ...hit, ...stops }));
}
