import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeTable } from '../../../shared/iep/codes.ts';
import { holds } from '../../../shared/iep/conditions.ts';
import type { FieldDef, PageDef, PageId, Words } from '../../../shared/iep/definition.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { fieldsOf, innerFields } from '../../../shared/iep/fields.ts';
import type { Json, JsonObject } from '../../../shared/iep/json.ts';
import { PAGES, pageDef } from '../../../shared/iep/pages.ts';
import { cellsOf, formFields, formPages, type FormField } from './form-tables.ts';

/** What a field says in the columns of the tables. */
interface Said {
  readonly type: string;
  readonly req: string;
  readonly rep: string;
  readonly by: string;
  readonly pre: string;
}
type Column = keyof Said;

/** Where the tables put a field that our document keeps in another place (shared/iep/README.md, "Where a progress report stands"). */
const PROGRESS = ['reportDate', 'summary', 'comment', 'progressCode', 'sufficient', 'insufficientReason', 'measuredBy', 'providerDone'];
/** Said by the place a progress report stands in: with its goal and that goal's provider. */
const BY_PLACE = ['progressReport.goalRef', 'progressReport.ownerProviderId'];

function placeOf(field: FormField): { readonly page: PageId; readonly path: readonly string[] } {
  const [id = ''] = field.path;
  return field.page === 'progressReport' && PROGRESS.includes(id) ? { page: 'goals', path: ['items', 'progressReports', id] } : field;
}

function nameOf({ page, path }: { readonly page: PageId; readonly path: readonly string[] }): string {
  return [page, ...path].join('.');
}

function defOf(field: FormField): FieldDef {
  const { page, path } = placeOf(field);
  let fields = fieldsOf(pageDef(page));
  let found: FieldDef | undefined;
  for (const id of path) {
    found = fields.find((def) => def.id === id);
    if (found === undefined) throw new Error(`${nameOf(field)} of the form tables has no definition.`);
    fields = innerFields(found);
  }
  if (found === undefined) throw new Error(`${nameOf(field)} names no field.`);
  return found;
}

const KINDS: Readonly<Record<string, string>> = { pct: 'percent', enum: 'choice', multi: 'choices', list: 'rows', sig: 'signature', object: 'group', fixed: 'derived', datetime: 'derived' };

/** The type words of the legend as a kind of our definitions. */
function kindOf(type: string): string {
  if (type.startsWith('yn+date')) return 'group';
  if (type.startsWith('list<text>')) return 'textList';
  if (type.startsWith('multi(code)')) return 'codes';
  const word = /^\w+/.exec(type)?.[0] ?? '';
  return KINDS[word] ?? word;
}

/** Values the table lists for a choice: "enum(S same, D different)" has S and D. */
function valuesOf(type: string): readonly string[] {
  const listed = /^(?:enum|multi)\((.*)\)/.exec(type)?.[1];
  if (listed === undefined || listed === 'code' || !listed.includes(',')) return [];
  return listed.split(',').map((value) => value.trim().split(' ')[0] ?? '');
}

const COLUMN_NAMES: Readonly<Record<string, string>> = { start: 'startDate', end: 'endDate', 'phone/web': 'contact', resources: 'embedded' };

/** Columns the table lists for rows: "list<text, byDate>". */
function columnsOf(type: string): readonly string[] {
  const listed = /^list<(.*)>/.exec(type)?.[1]?.replaceAll(/\([^)]*\)/g, '');
  if (listed === undefined || !listed.includes(',')) return [];
  return listed.split(',').map((column) => column.trim().split(' ')[0] ?? '').map((column) => COLUMN_NAMES[column] ?? column);
}

function wanted(field: FormField): Partial<Said> {
  return {
    type: kindOf(field.type),
    req: field.req.replace(/ ≥\d$/, ''),
    by: field.by.replace(/ \(.*\)$/, '').split(/\/| → |, /).join(' '),
    ...(field.reported === undefined ? {} : { rep: field.reported }),
    ...(field.pre === undefined ? {} : { pre: field.pre.replace(/ \(.*\)$/, '') }),
  };
}

function defined(def: FieldDef): Said {
  return { type: def.type.kind, req: def.req, rep: def.reported ? '●' : '·', by: def.by.join(' '), pre: def.pre };
}

/** One place where the column does not mean what it says alone: what it means, for which fields, and who says so. */
interface Reading {
  readonly column: Column;
  readonly means: string;
  readonly of: readonly string[];
  readonly because: string;
}

const psg = (...ends: readonly string[]): readonly string[] => ['Training', 'Employment', 'Living'].flatMap((goal) => ends.map((end) => `transitionPlan.psg${goal}${end}`));

/** The note beside a row, or words in its own cells, say more than the column. */
const READINGS: readonly Reading[] = [
  { column: 'req', means: 'O', of: ['infoEligibility.middleName'], because: 'note: middle O' },
  { column: 'req', means: 'C', of: ['infoEligibility.interpreterLanguage'], because: 'a language is asked for only when an interpreter is needed' },
  { column: 'req', means: 'C', of: ['infoEligibility.parents'], because: 'note: unless adult student' },
  { column: 'req', means: 'C', of: ['infoEligibility.priorAnnualDate', 'infoEligibility.priorEvalDate'], because: 'note: blank allowed on an initial' },
  { column: 'req', means: 'C', of: ['infoEligibility.disability1'], because: 'casemis.md CAS-035: a student found not eligible has none' },
  {
    column: 'req', means: 'C',
    of: ['studentInvited', 'agenciesInvited', 'studentParticipation', 'ageAppropriateAssessments', 'assessmentList', 'assessmentResults', 'psgTraining', 'psgEmployment', 'courseOfStudy', 'graduationPlan', 'creditsRequired', 'creditsEarned', 'anticipatedCompletion'].map((id) => `transitionPlan.${id}`),
    because: 'row transitionDeferralReason: a team that defers the plan in high school gives its reason instead',
  },
  { column: 'req', means: 'C', of: psg('ServiceCode', 'Activities', 'LinkedGoals', 'Responsible'), because: 'per goal: asked for where there is a goal' },
  { column: 'req', means: 'O', of: psg('Community', 'RelatedServices'), because: 'the row names no condition: where appropriate, which the team alone can say' },
  { column: 'type', means: 'ref', of: psg('LinkedGoals'), because: 'list of numbers of existing goals: note "every psg needs ≥1 existing goal"' },
  { column: 'type', means: 'choice', of: ['transitionPlan.t8'], because: 'type cell: t8 also NA' },
  { column: 'by', means: 'par', of: ['presentLevels.parentConcerns'], because: 'par via team: the parent is the source' },
  { column: 'req', means: 'C', of: ['presentLevels.statewideScores'], because: 'note: grades without a test' },
  { column: 'type', means: 'group', of: ['presentLevels.hearingScreen', 'presentLevels.visionScreen'], because: 'three parts of one screening' },
  { column: 'by', means: 'cm rsp', of: ['goals.items.annualReviewDate', 'goals.items.goalMet', 'goals.items.annualReviewComment'], because: 'the owner of a goal is the case manager or a provider' },
  { column: 'req', means: 'C', of: ['fapeServices.services'], because: 'note: ≥1 when eligible' },
  { column: 'req', means: 'C', of: ['fapeServices.services.npaId'], because: 'note: npaId iff nonpublic agency' },
  { column: 'rep', means: '●', of: ['fapeSetting.school', 'fapeSetting.npsCode'], because: 'cell: ● school, nps' },
  { column: 'rep', means: '·', of: ['fapeSetting.districtOfService', 'fapeSetting.schoolType'], because: 'cell: ● school, nps' },
  { column: 'req', means: 'C', of: ['fapeSetting.npsCode'], because: 'casemis.md CAS-021: only with a nonpublic school' },
  { column: 'req', means: 'C', of: ['fapeSetting.setting'], because: 'casemis.md CAS-046: asked for plans with a programme' },
  { column: 'req', means: 'C', of: ['emergencyProgram.emSpecialEd', 'emergencyProgram.emRelated'], because: 'note: one line per non-ESY service, so none without one' },
  { column: 'req', means: 'C', of: ['consent.translationLanguage'], because: 'a language is asked for only when a translation is' },
  { column: 'type', means: 'group', of: ['structuredNotes.participationConcern', 'structuredNotes.closing'], because: 'several parts under one id' },
  { column: 'rep', means: '●', of: ['amendment.changes'], because: 'cell: ● if the field is' },
  { column: 'type', means: 'textList', of: ['meetingNotice.invited', 'meetingNotice.excusalRequest'], because: 'a list without columns is a list of texts' },
  { column: 'by', means: 'sys', of: ['progressReport.reportNo', 'progressReport.dueDate'], because: 'sys, rsp for three ids: note "due dates from report-card calendar"' },
  { column: 'by', means: 'rsp cm', of: PROGRESS.filter((id) => id !== 'providerDone').map((id) => `progressReport.${id}`), because: '3.6 progressReports: rsp, cm; section 7: write progress on own goals' },
  { column: 'req', means: 'C', of: ['reportDate', 'summary', 'progressCode', 'sufficient'].map((id) => `progressReport.${id}`), because: 'a report of the schedule that nobody has begun owes nothing yet' },
  { column: 'by', means: 'cm', of: ['progressReport.sentHow', 'progressReport.sentDate'], because: 'rsp, cm for five ids: the case manager affirms and sends (section 7)' },
  { column: 'req', means: 'C', of: ['assessmentPlan.elpacLevel'], because: 'only an English learner has an ELPAC level' },
  { column: 'req', means: 'C', of: ['assessmentPlan.parentSignature', 'assessmentPlan.receivedDate'], because: 'a plan the parent wants to discuss first is not signed yet' },
  { column: 'by', means: 'cm rsp lea', of: ['at', 'channel', 'by', 'result', 'followUp'].map((id) => `contactLog.${id}`), because: 'any: whoever of the school made the attempt' },
  { column: 'req', means: 'R', of: ['at', 'channel', 'by', 'result'].map((id) => `contactLog.${id}`), because: 'O is said of the list; an entry that is made is evidence and is whole' },
];

/** The definitions differ on purpose, because a source that wins decided so. */
const EXCEPTIONS: readonly Reading[] = [
  {
    column: 'type', means: 'text', of: ['infoEligibility.dsea', 'infoEligibility.reportingLea', 'infoEligibility.selpa', 'infoEligibility.schoolOfResidence', 'fapeSetting.districtOfService', 'fapeSetting.school', 'fapeSetting.npsCode', 'fapeSetting.schoolType'],
    because: 'casemis.md section 2: 7 or 4 digits checked by form (CAS-020 to CAS-022); section 12 has no list of districts and schools',
  },
  { column: 'type', means: 'code', of: ['infoEligibility.elStatus', 'infoEligibility.degreeOfSupport', 'fapeSetting.preschoolServiceLocation', 'consent.parentFacilitated'], because: 'casemis.md section 0, decision 2: the lists of reported fields are replaceable data' },
  { column: 'rep', means: '·', of: ['fapeServices.transportationDetail'], because: 'casemis.md section 2: the record has transportation Y/N only' },
  { column: 'type', means: 'textList', of: ['fapeSetting.progressMethod', 'attendance.excusedMembers'], because: 'sample-iep.json, which comes back byte for byte, holds free texts; the table names no choices' },
  { column: 'type', means: 'ref', of: ['meetingNotice.sentBy'], because: 'sample-iep.json: the id of a staff member' },
  { column: 'type', means: 'choices', of: ['meetingNotice.sentHow'], because: 'sample-iep.json: one notice goes out in two ways' },
  { column: 'type', means: 'date', of: ['excusal.parentSig', 'excusal.leaSig'], because: 'sample-iep.json: the day of each signature; the ink itself is on paper (decisions.md 22)' },
  { column: 'type', means: 'derived', of: ['progressReport.affirmedBy'], because: 'decisions.md 3: who and when are stamped by main, never typed' },
  { column: 'by', means: 'sys', of: ['progressReport.affirmedBy', 'progressReport.affirmedAt'], because: 'decisions.md 3: who and when are stamped by main, never typed' },
];

function meaning(field: FormField, column: Column): Reading | undefined {
  return [...READINGS, ...EXCEPTIONS].find((reading) => reading.column === column && reading.of.includes(nameOf(field)));
}

const FIELDS = formFields().filter((field) => !BY_PLACE.includes(nameOf(field)));

/** Every column of every field: what the table says, read with its note, and what the definition says. */
const COMPARED = FIELDS.flatMap((field) => {
  const is = defined(defOf(field));
  return Object.entries(wanted(field)).map(([name, said]) => {
    const column = name as Column;
    return { name: `${nameOf(field)} ${column}`, said, meant: meaning(field, column)?.means ?? said, is: is[column] };
  });
});

/** Our words in the definition for a choice: its own values, or the codes of its list. */
function choicesOf({ type }: FieldDef): readonly string[] {
  if (type.kind === 'choice' || type.kind === 'choices') return type.choices.map((choice) => choice.value);
  return type.kind === 'code' ? codeTable(type.table).map((entry) => entry.code) : [];
}

const bare = (cell: string): string => cell.replaceAll(/[`*]/g, '');

/** Form numbers as printed in our footer, for pages the state form set gives no number or two. */
const FORM_NUMBERS: Readonly<Record<string, string>> = { '2 p.1, 2 p.2': '2', '6A, 6B': '6', 'SEIS add-on': 'E', 'local (SJCOE)': 'SN' };
const SEPARATE: Readonly<Partial<Record<PageId, string>>> = { meetingNotice: 'N', progressReport: 'P', assessmentPlan: 'AP', excusal: 'X', contactLog: 'C' };

/** What "pre" of the page set means for the fields of a page: those that may be filled before the meeting, or all but those. */
const PREPARED: Readonly<Record<string, (fields: readonly FieldDef[]) => boolean>> = {
  'record data + draft': (fields) => fields.some(({ pre }) => pre === 'rec') && fields.some(({ pre }) => pre === 'D'),
  yes: (fields) => fields.some(({ pre }) => pre === 'D' || pre === 'A'),
  'yes (it is sent)': (fields) => fields.every(({ pre }) => pre === 'D'),
  'yes, except parent concerns': (fields) => fields.filter(({ pre }) => pre !== 'D').map(({ id }) => id).join() === 'parentConcerns',
  'only as "to be considered"': (fields) => fields.every(({ pre }) => pre === 'D'),
  no: (fields) => fields.every(({ pre, by }) => pre === 'M' || by.join() === 'sys'),
  'header only': (fields) => fields.filter(({ pre }) => pre === 'D').map(({ id }) => id).join() === 'header,basis,options',
  'names only': (fields) => fields.filter(({ pre, by }) => pre === 'D' && by.join() !== 'sys').map(({ id }) => id).join() === 'participants',
};

const PAGE_SET = formPages().flatMap((row) => (row['page id'] ?? '').split(',').map((id) => ({ id: bare(id).trim() as PageId, formNo: row['state form no. (SM17)'] ?? '', pre: row['pre'] ?? '' })));

function deep(fields: readonly FieldDef[]): readonly FieldDef[] {
  return fields.flatMap((def) => [def, ...(def.type.kind === 'signature' ? [] : deep(innerFields(def)))]);
}

describe('the field tables of the form', () => {
  it('are the definitions: type, requirement, state report, who fills it and when', () => {
    expect(COMPARED.filter(({ meant, is }) => meant !== is)).toEqual([]);
    expect(FIELDS.length).toBeGreaterThan(310);
    expect(COMPARED.length).toBeGreaterThan(1400);
  });

  it('are read otherwise only where a note or a decision says so, and no such reading is stale', () => {
    const named = [...READINGS, ...EXCEPTIONS].flatMap(({ column, of, because }) => of.map((field) => ({ key: `${field} ${column}`, because })));
    const useless = named.filter(({ key }) => !COMPARED.some(({ name, said, meant }) => name === key && said !== meant));
    expect(useless.map(({ key }) => key)).toEqual([]);
    expect(named.filter(({ because }) => because === '')).toEqual([]);
    expect(named.map(({ key }) => key).filter((key, i, all) => all.indexOf(key) !== i)).toEqual([]);
  });

  it('list the choices of a choice and the columns of a list, and each is in the definition', () => {
    const choices = FIELDS.flatMap((field) => valuesOf(field.type).filter((value) => !choicesOf(defOf(field)).includes(value)).map((value) => `${nameOf(field)}: ${value}`));
    const columns = FIELDS.flatMap((field) => columnsOf(field.type).filter((column) => !innerFields(defOf(field)).some(({ id }) => id === column)).map((column) => `${nameOf(field)}: ${column}`));
    expect(choices).toEqual([]);
    expect(columns).toEqual([]);
    expect(FIELDS.flatMap((field) => valuesOf(field.type)).length).toBeGreaterThan(90);
    expect(FIELDS.flatMap((field) => columnsOf(field.type)).length).toBeGreaterThan(60);
  });

  it('have a page for every page of the set, in its order, with its number and what may be prepared', () => {
    expect(PAGE_SET.map(({ id }) => id)).toEqual(PAGES.map(({ id }) => id));
    expect(PAGE_SET.map(({ id, formNo }) => SEPARATE[id] ?? FORM_NUMBERS[formNo] ?? formNo)).toEqual(PAGES.map(({ formNo }) => formNo));
    const wrong = PAGE_SET.filter(({ id, pre }) => PREPARED[pre]?.(fieldsOf(pageDef(id))) !== true);
    expect(wrong.map(({ id, pre }) => `${id}: ${pre}`)).toEqual([]);
  });
});

/** The pairs of section 9, English to Spanish. */
const LABELS = new Map(
  readFileSync(join(import.meta.dirname, '../../fixtures/label-table.md'), 'utf8').split('\n').filter((line) => line.startsWith('|')).slice(2)
    .flatMap((line) => cellsOf(line)).reduce<readonly (readonly string[])[]>((pairs, cell, i) => (i % 2 === 0 ? [...pairs, [cell]] : [...pairs.slice(0, -1), [...(pairs.at(-1) ?? []), cell]]), [])
    .flatMap(([en = '', es = '']) => (en === '' ? [] : [[en, es] as const])),
);

const DEFINED = PAGES.flatMap((page: PageDef) => [
  { place: `${page.id} title`, words: page.title },
  { place: `${page.id} short`, words: page.short },
  ...page.sections.flatMap((section) => (section.title === undefined ? [] : [{ place: `${page.id} ${section.id}`, words: section.title }])),
  ...deep(fieldsOf(page)).flatMap((def): readonly { readonly place: string; readonly words: Words }[] => [
    { place: `${page.id} ${def.id}`, words: def.label },
    ...(def.type.kind === 'choice' || def.type.kind === 'choices' ? def.type.choices.map((choice) => ({ place: `${page.id} ${def.id}=${choice.value}`, words: choice.label })) : []),
    ...(def.type.kind === 'rows' ? [{ place: `${page.id} ${def.id} row`, words: def.type.row }] : []),
  ]),
]);

/** Where the whole Spanish of the form, read beside the English, needed another word than the table has; the reason stands beside it. */
const SAID_BETTER: Readonly<Record<string, { readonly es: readonly string[]; readonly because: string }>> = {
  'Next IEP due': { es: ['Fecha límite del próximo IEP'], because: '"due" is "fecha límite" on every other sheet' },
  Other: { es: ['Otro', 'Otra'], because: 'it goes with its noun: otra agencia, otra prueba' },
  'Hearing screening': { es: ['Examen de la audición'], because: '"revisión" is the review of the plan' },
  'Vision screening': { es: ['Examen de la vista'], because: '"revisión" is the review of the plan' },
  'Parents informed of progress': { es: ['Cada cuánto se informa a los padres del progreso'], because: 'it is answered by how often; how has a box of its own' },
  'Reason for rejecting': { es: ['Motivo del rechazo'], because: '"reason" is "motivo" on every other sheet' },
  'Another time, please': { es: ['Prefiero otra fecha u hora'], because: 'a parent may come on the same day at another hour' },
};

describe('the label table', () => {
  it('gives its Spanish to every definition that uses its English', () => {
    const met = DEFINED.filter(({ words }) => LABELS.has(words.en));
    const wrong = met.filter(({ words }) => !(SAID_BETTER[words.en]?.es ?? [LABELS.get(words.en)]).includes(words.es));
    expect(Object.keys(SAID_BETTER).filter((en) => !met.some(({ words }) => words.en === en && words.es !== LABELS.get(en)))).toEqual([]);
    expect(wrong.map(({ place, words }) => `${place}: ${words.en} is ${LABELS.get(words.en)}, not "${words.es}"`)).toEqual([]);
    expect(LABELS.size).toBeGreaterThan(180);
    expect(met.length).toBeGreaterThan(150);
  });

  it('is met by definitions that all have English words and a place for Spanish', () => {
    expect(DEFINED.filter(({ words }) => words.en.trim() === '' || typeof words.es !== 'string').map(({ place }) => place)).toEqual([]);
    expect(DEFINED.length).toBeGreaterThan(700);
  });
});

/** Lists whose "other" is said in a field of another name, which then is required. */
const SAID_IN: Readonly<Record<string, string>> = { 'infoEligibility.purposes': 'purposeOther', 'presentLevels.result': 'note', 'attendance.teamRole': 'title' };

function otherOf({ type }: FieldDef): string | undefined {
  if (type.kind === 'choice' || type.kind === 'choices') return type.choices.find(({ value }) => value.toLowerCase() === 'other')?.value;
  return type.kind === 'code' || type.kind === 'codes' ? codeTable(type.table).find((entry) => entry.other === true)?.code : undefined;
}

/** Every list of fields that stand beside each other, with the address they stand at. */
function besides(page: PageDef): readonly { readonly scope: string; readonly fields: readonly FieldDef[] }[] {
  const inner = (scope: string, fields: readonly FieldDef[]): readonly { readonly scope: string; readonly fields: readonly FieldDef[] }[] =>
    [{ scope, fields }, ...fields.filter(({ type }) => type.kind === 'rows' || type.kind === 'group').flatMap((def) => inner('row', innerFields(def)))];
  return inner(page.instances === 'one' ? page.root : 'row', fieldsOf(page));
}

function withAnswer(scope: string, field: string, value: Json): IepDocument {
  const holder: JsonObject = { [field]: value };
  const document: JsonObject = scope === 'row' ? { row: holder, pages: {} } : { pages: { [scope.replace('pages/', '')]: holder } };
  return document as unknown as IepDocument;
}

describe('"other" in a list', () => {
  const lists = PAGES.flatMap((page) => besides(page).flatMap(({ scope, fields }) => fields.flatMap((def) => {
    const value = otherOf(def);
    return value === undefined ? [] : [{ page: page.id, scope, def, value, text: fields.find(({ id }) => id === (SAID_IN[`${page.id}.${def.id}`] ?? `${def.id}Other`)) }];
  })));

  it('always has a text beside it that is required then, and only then (decisions.md 21)', () => {
    const names = lists.map(({ page, def }) => `${page}.${def.id}`);
    const without = lists.filter(({ text }) => text === undefined || (text.type.kind !== 'text' && text.type.kind !== 'statement'));
    expect(without.map(({ page, def }) => `${page}.${def.id}`)).toEqual([]);
    const silent = lists.filter(({ scope, def, value, text }) => {
      if (text?.req === 'R') return false;
      const many = def.type.kind === 'choices' || def.type.kind === 'codes';
      const asked = (answer: Json): boolean => text?.when !== undefined && holds(text.when, withAnswer(scope, def.id, answer), scope);
      return !asked(many ? [value] : value) || asked(many ? [] : '');
    });
    expect(silent.map(({ page, def }) => `${page}.${def.id}`)).toEqual([]);
    expect(names.length).toBeGreaterThan(28);
    expect(lists.filter(({ text }) => text?.reported === true)).toEqual([]);
  });
});
