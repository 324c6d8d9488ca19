/**
 * The progress report a parent is sent: under the facts of the round, one card for each goal with what was said of it this time, and what was
 * said before in small print (iep-forms.md 3.15). What is said of a goal stands with the goal, so it is drawn from there.
 */
import { ROW_ID } from '../iep/address.ts';
import type { FieldDef } from '../iep/definition.ts';
import { fieldsOf, innerFields } from '../iep/fields.ts';
import { isObject, type JsonObject } from '../iep/json.ts';
import { isEarlierReport } from '../iep/report-order.ts';
import { pageDef } from '../iep/pages.ts';
import { fieldBlocks } from './blocks.ts';
import type { PaperContext } from './context.ts';
import { dateText, isBlank, rowsOf, scalarText, shortText } from './context.ts';
import type { PaperNode, Table } from './node.ts';
import { innerWidth, leaf, RULE, stack } from './node.ts';
import type { Place } from './place.ts';
import { isPrinted, placeOfRow } from './place.ts';
import { prose } from './prose.ts';
import { keptTogether } from './room.ts';
import { word } from './words.ts';

const GOALS = 'pages/goals/items';
/** Of the goal, as the parent knows it; the rest of the goal page is not part of a report. */
const OF_THE_GOAL: ReadonlySet<string> = new Set(['areaOfNeed', 'baseline', 'annualGoal', 'objectives']);
/** Kept for the team: the round says number and day, and a finished report needs no tick. */
const NOT_OF_THE_REPORT: ReadonlySet<string> = new Set(['reportNo', 'dueDate', 'providerDone']);
/** Room a card asks for when it must flow, and its inset, in points. */
const CARD_ROOM = 150;
const INSET = 4;

function goalFields(): readonly FieldDef[] {
  return fieldsOf(pageDef('goals')).filter((def) => def.id === 'items').flatMap(innerFields);
}

function reportsOf(goal: JsonObject): readonly JsonObject[] {
  return rowsOf(goal['progressReports']);
}

/** True when somebody wrote this report. */
function isSaid(report: JsonObject): boolean {
  return ['progressCode', 'summary', 'comment'].some((id) => !isBlank(report[id]));
}

/** One earlier report in a paragraph: its day, how far the goal was, the words. */
function earlier(context: PaperContext, fields: readonly FieldDef[], report: JsonObject, width: number, at: string): readonly PaperNode[] {
  const said = fields.filter((def) => ['progressCode', 'summary', 'comment'].includes(def.id) && !isBlank(report[def.id])).map((def) => shortText(context, def, report[def.id], report));
  const day = report['reportDate'] ?? report['dueDate'];
  const head = [scalarText(report['reportNo']), typeof day === 'string' ? dateText(day, context.language) : ''].filter((part) => part !== '').join(' · ');
  return prose([head, ...said].join(' · '), width, at, 'small');
}

function goalCard(goal: JsonObject, round: JsonObject, place: Place): readonly PaperNode[] {
  const { context } = place;
  const own = placeOfRow(goal, place, GOALS);
  const inner = innerWidth(place.width, 1) - RULE;
  const inside: Place = { ...own, width: inner - INSET };
  const all = goalFields();
  const reportFields = all.filter((def) => def.id === 'progressReports').flatMap(innerFields);
  const report = reportsOf(goal).find((one) => one['reportNo'] === round['reportNo']);
  const reportAt = `${own.at}/progressReports`;
  const before = reportsOf(goal).filter((one) => isSaid(one) && isEarlierReport(one, round));
  const shown = reportFields.filter((def) => !NOT_OF_THE_REPORT.has(def.id));
  const ofGoal = all.filter((def) => OF_THE_GOAL.has(def.id) && (def.id !== 'objectives' || isPrinted(def, all, own)));
  const content: readonly PaperNode[] = [
    ...fieldBlocks(ofGoal, inside),
    leaf(word('thisReport', context.language), 'strong', '', { margin: [0, 2, 0, 2] }),
    ...fieldBlocks(shown, report === undefined ? { ...inside, at: reportAt, holder: {} } : placeOfRow(report, inside, reportAt)),
    ...(before.length === 0 ? [] : [leaf(word('earlierReports', context.language), 'label', '', { margin: [0, 2, 0, 1] })]),
    ...before.flatMap((one) => earlier(context, reportFields, one, inside.width, `${reportAt}/@${scalarText(one[ROW_ID])}`)),
  ];
  const number = goal['goalNumber'];
  const name = `${word('goal', context.language)}${number === undefined || number === null ? '' : ` ${scalarText(number)}`}`;
  const table: Table = {
    kind: 'table', layout: 'card', widths: [inner], headRows: 1, shadedHead: true, heights: [0, 0],
    rows: [[leaf(name, 'strong')], [stack(content, [INSET / 2, 2, INSET / 2, 2])]], margin: [0, 4, 0, 6],
  };
  return keptTogether(table, place.width, CARD_ROOM);
}

/** One card for each goal, in their order; a goal nobody reported on this time has empty boxes to write in. */
export function goalReports(place: Place): readonly PaperNode[] {
  const { pages: { goals }, work } = place.context.document;
  const kept = (isObject(goals) ? rowsOf(goals['items']) : []).filter((goal) => work?.goals[scalarText(goal[ROW_ID])]?.state !== 'dropped');
  return kept.flatMap((goal) => goalCard(goal, place.holder, place));
}
