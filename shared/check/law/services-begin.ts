/** Promise: when services begin after the parent agreed, and who has to know of the plan: 34 CFR 300.300(b), 300.323. */
import { codeLabel } from '../../iep/codes.ts';
import { rowsAt, textAt } from '../../flow/read.ts';
import { daysBetween, isDate } from '../../time/dates.ts';
import { peopleOn } from './team.ts';
import { keptGoals } from './contents.ts';
import { hitIf, listed, type LawContext, type LawHit } from './rule.ts';
import { FREE_NOTES, NOTES, isAgreed, isFirst, signedOn } from './standing.ts';

/** Days after consent in which services usually begin; ours, the law says "as soon as possible". */
const SOON_DAYS = 14;

/** Reported lines of the school year that begin long after consent. */
export function lateStarts(context: LawContext): readonly LawHit[] {
  const signed = signedOn(context);
  if (!isAgreed(context.doc) || signed === '') return [];
  return context.services.filter(({ at, row }) => at.startsWith('pages/fapeServices/services/') && row['dnr'] !== true && isDate(textAt(row, 'startDate')) && daysBetween(signed, textAt(row, 'startDate')) > SOON_DAYS)
    .map(({ at, row }) => ({ at: [`${at}/startDate`], fill: { service: codeLabel('service', textAt(row, 'code')), days: String(daysBetween(signed, textAt(row, 'startDate'))) } }));
}

/** People who carry this IEP out and were not at the meeting: teachers, and providers who report on a goal. Done once a follow-up names them. */
export function uninformed(context: LawContext): readonly LawHit[] {
  const { doc } = context;
  if (!isAgreed(doc)) return [];
  const owners = new Set(keptGoals(doc).map(({ row }) => textAt(row, 'ownerProviderId')));
  const present = new Set(context.attendance.flatMap(peopleOn).map((row) => textAt(row, 'name')));
  const told = [...rowsAt(doc, `${NOTES}/followUps`).map((row) => `${textAt(row, 'owner')} ${textAt(row, 'task')}`), textAt(doc, FREE_NOTES)];
  const missing = doc.staff.filter(({ id, name, role }) => (role === 'teacher' || owners.has(id)) && !present.has(name) && !told.some((text) => text.includes(lastName(name))));
  return hitIf(missing.length > 0, [`${NOTES}/followUps`], { people: listed(missing.map(({ name }) => name)) });
}

/** "Ines Marchetti, RN" is written down as "Marchetti". */
function lastName(name: string): string {
  return name.replace(/,.*$/u, '').trim().split(/\s+/u).at(-1) ?? name;
}

/** First services that start before the parent agreed to them. */
export function earlyStarts(context: LawContext): readonly LawHit[] {
  const signed = signedOn(context);
  if (!isFirst(context)) return [];
  return context.services.filter(({ row }) => isDate(textAt(row, 'startDate')) && textAt(row, 'startDate') < signed).map(({ at }) => ({ at: [`${at}/startDate`] }));
}
