/** What is still blank or says only N/A on the pages of this IEP. Gaps are answered with words or with one reason at affirm; they never stop printing or note-taking. */
import { ROW_ID, valueAt, type Row } from '../iep/address.ts';
import { holds } from '../iep/conditions.ts';
import type { IepDocument } from '../iep/document.ts';
import { everyField, isAnswered, type PlacedField } from '../iep/fields.ts';
import { isAsked, pageIdOf, pageKeysOf } from '../iep/page-keys.ts';
import { pageDef } from '../iep/pages.ts';
import { carriedIn, pageStateOf, rowsAt, textAt, workOf } from '../flow/read.ts';
import { commentGaps, requestGaps } from './comments.ts';
import { gap, type Issue } from './issue.ts';
import { isPlaceholder } from './placeholder.ts';

function gapOf(field: PlacedField, page: string): Issue | null {
  const { at, def, value, required, shown } = field;
  if (!shown || def.type.kind === 'derived') return null;
  if (!isAnswered(def, value)) return required ? gap('GAP-BLANK', page, at, `${def.label.en} is blank.`) : null;
  return def.type.kind === 'statement' && typeof value === 'string' && isPlaceholder(value) ? gap('GAP-NA', page, at, `${def.label.en} says only "${value.trim()}"; write a sentence.`) : null;
}

/** Short-term objectives a goal needs when any test is an alternate one. */
const FEWEST_OBJECTIVES = 2;

/** Goals that stay in the offer; a dropped one owes nothing. */
function keptGoals(doc: IepDocument): readonly Row[] {
  const known = workOf(doc).goals;
  return rowsAt(doc, 'pages/goals/items').filter((goal) => known[goal[ROW_ID]]?.state !== 'dropped');
}

/** Each area of need has a goal, and each goal serves a listed area (34 CFR 300.320(a)(2)(i)). */
function areaGaps(doc: IepDocument): readonly Issue[] {
  const list = 'pages/presentLevels/areasOfNeed';
  const value = valueAt(doc, list);
  const areas = Array.isArray(value) ? value.filter((area): area is string => typeof area === 'string' && area.trim() !== '') : [];
  const goals = keptGoals(doc);
  const served = new Set(goals.map((goal) => textAt(goal, 'areaOfNeed')));
  const unlisted = goals.filter((goal) => textAt(goal, 'areaOfNeed') !== '' && !areas.includes(textAt(goal, 'areaOfNeed')));
  return [
    ...areas.filter((area) => !served.has(area)).map((area) => gap('L-320-2', 'presentLevels', list, `The area of need "${area}" has no goal yet.`)),
    ...unlisted.map((goal) => gap('L-320-2', 'goals', `pages/goals/items/@${goal[ROW_ID]}/areaOfNeed`, `"${textAt(goal, 'areaOfNeed')}" is not among the areas of need.`)),
  ];
}

/** A student who takes an alternate test needs objectives for every goal (34 CFR 300.320(a)(2)(ii)). */
function objectiveGaps(doc: IepDocument): readonly Issue[] {
  if (!holds('alternateAssessment', doc, 'pages/goals')) return [];
  return keptGoals(doc)
    .filter((goal) => rowsAt(goal, 'objectives').length < FEWEST_OBJECTIVES)
    .map((goal) => gap('L-320-3', 'goals', `pages/goals/items/@${goal[ROW_ID]}/objectives`, 'An alternate assessment is chosen: write at least two objectives for this goal.'));
}

/** Last year's words on a page the team has discussed, which nobody has kept or changed. */
function carriedGaps(doc: IepDocument, page: string): readonly Issue[] {
  const state = pageStateOf(doc, page);
  if (state !== 'discussed' && state !== 'final') return [];
  return carriedIn(doc, page).map((at) => gap('GAP-CARRIED', page, at, "These are last year's words; keep them or change them."));
}

/** Gaps in document order. Pure; the same document always gives the same gaps. */
export function completeness(doc: IepDocument): readonly Issue[] {
  const pages = pageKeysOf(doc).filter((key) => pageDef(pageIdOf(key)).partOfIep && isAsked(doc, key));
  return [...pages.flatMap((page) => [...everyField(doc, page).flatMap((field) => gapOf(field, page) ?? []), ...carriedGaps(doc, page)]), ...areaGaps(doc), ...objectiveGaps(doc), ...requestGaps(doc), ...commentGaps(doc)];
}
