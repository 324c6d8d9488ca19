/** Random changes of one document that fit its form: a value of a field, a row more or less, and what stands beside the pages. Everything untouched stays the same object, as after a key. */
import type { Dice } from '../../crash/seeded.ts';
import { ROW_ID, isRow, valueAt, type Address } from '../../../shared/iep/address.ts';
import { codeTable } from '../../../shared/iep/codes.ts';
import type { FieldDef } from '../../../shared/iep/definition.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { emptyRow, emptyValue, everyField } from '../../../shared/iep/fields.ts';
import type { Json } from '../../../shared/iep/json.ts';
import { pageKeysOf } from '../../../shared/iep/page-keys.ts';
import { changeAt, Misfit } from '../../../shared/journal/place.ts';

const pick = <T>(random: Dice, of: readonly T[]): T => of[random.below(of.length)] as T;
const WORDS = ['', ' ', 'N/A', 'n/a', 'He reads every evening now.', 'TBD', 'initial', 'Y'];
const DATES = ['', '2008-01-01', '2017-03-08', '2026-10-14', '2027-10-13', 'soon'];

function someCode(random: Dice, table: Parameters<typeof codeTable>[0]): string {
  return random.below(4) === 0 ? '' : pick(random, codeTable(table)).code;
}

function valueFor({ type, ...def }: FieldDef, before: Json | undefined, random: Dice): Json {
  if (random.below(8) === 0) return emptyValue({ type, ...def });
  switch (type.kind) {
    case 'yn': return pick(random, ['Y', 'N', '']);
    case 'bool': return random.below(2) === 0;
    case 'choice': return pick(random, type.choices).value;
    case 'choices': return type.choices.filter(() => random.below(3) === 0).map(({ value }) => value);
    case 'code': return someCode(random, type.table);
    case 'codes': return [someCode(random, type.table)];
    case 'date': return pick(random, DATES);
    case 'int':
    case 'percent': return random.below(5);
    case 'rows': {
      const rows = (Array.isArray(before) ? (before as readonly Json[]) : []).filter(isRow);
      if (rows.length > 0 && random.below(2) === 0) return rows.filter((row) => row !== pick(random, rows));
      return [...rows, emptyRow({ type, ...def }, `n${random.below(1_000_000)}`)];
    }
    default: return pick(random, WORDS);
  }
}

/** What stands beside the pages and decides what they owe. */
const BESIDE: readonly (readonly [Address, (doc: IepDocument, random: Dice) => Json])[] = [
  ['documentStatus', (_doc, random) => pick(random, ['draft', 'inMeeting', 'tabled', 'closed', 'reconciled'])],
  ['consentStatus', (_doc, random) => pick(random, ['notAsked', 'awaiting', 'agreedAll', 'refused'])],
  ['continuationOf', (_doc, random) => pick(random, [null, 'doc0'])],
  ['correctionOf', (_doc, random) => pick(random, [null, 'doc0'])],
  ['meeting/notesForm', (_doc, random) => pick(random, ['', 'free', 'structured'])],
  ['meeting/sessions', (_doc, random) => Array.from({ length: random.below(3) }, (_none, n) => ({ [ROW_ID]: `s${n}`, sessionNo: n + 1, date: '2026-10-14', start: '09:00' }))],
  ['meeting/excusals', (_doc, random) => Array.from({ length: random.below(2) }, (_none, n) => ({ [ROW_ID]: `x${n}` }))],
  ['stateRecordExtras', (_doc, random) => ({ conserved: pick(random, ['Y', 'N']), tolledDays: random.below(40) })],
  ['work', (doc, random) => {
    const goals = (valueAt(doc, 'pages/goals/items') as readonly Json[] | undefined ?? []).filter(isRow);
    return { ...(doc.work as unknown as Record<string, Json>), goalsAdded: goals.filter(() => random.below(3) === 0).map((goal) => goal[ROW_ID]), goals: Object.fromEntries(goals.filter(() => random.below(3) === 0).map((goal) => [goal[ROW_ID], { state: pick(random, ['dropped', 'discussed', 'draft']), by: 'st1', reason: '' }])) };
  }],
  ['pages/amendment', (_doc, random) => pick(random, [null, { method: 'withoutMeeting' }, { method: 'meeting' }])],
  ['pages/meetingNotes', (_doc, random) => pick(random, [null, { notes: 'Some words.' }])],
];

/** The document after one more change; the same document where a wish did not fit. */
export function randomlyEdited(doc: IepDocument, random: Dice): IepDocument {
  // The first page decides what the others ask.
  const page = random.below(3) === 0 ? 'infoEligibility' : pick(random, pageKeysOf(doc));
  const beside = random.below(6) === 0 ? pick(random, BESIDE) : null;
  const field = pick(random, everyField(doc, page));
  const at = beside?.[0] ?? field.at;
  try {
    return changeAt(doc, at, (before) => beside?.[1](doc, random) ?? valueFor(field.def, before, random));
  } catch (error) {
    if (error instanceof Misfit) return doc;
    throw error;
  }
}
