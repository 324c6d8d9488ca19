/** Whether a student can be added as said: a sentence for each answer that cannot stand, and whether two children are the same by name and birth date. */
import { codeTable } from '../iep/codes.ts';
import type { FieldDef } from '../iep/definition.ts';
import { fieldAt } from '../iep/fields.ts';
import { addYears, isDate } from '../time/dates.ts';
import { askedNow, type Answers, type Asked, type SaidOfStudent } from './first-future.ts';
import { PAGE_ONE } from './first-page.ts';
import { lineProblem, personProblems, type SaidOfPersonAtWork } from './who-you-are.ts';

/** Special education ends at 22 at the latest (Ed. Code 56026(c)(4)). */
const OLDEST_YEARS = 22;

/** Without these nobody would know on Home whose Future IEP it is. */
const NEEDED: ReadonlySet<Asked> = new Set<Asked>(['lastName', 'firstName', 'birthDate', 'grade']);

/** Numbers whose form is known (casemis.md section 2); empty while nobody has them. */
const FORMS: { readonly [id in Asked]?: { readonly form: RegExp; readonly problem: string } } = {
  dsea: { form: /^\d{7}$/u, problem: 'This code has 7 digits, of county and district. Leave it empty while you do not know it.' },
  reportingLea: { form: /^\d{7}$/u, problem: 'This code has 7 digits, of county and district. Leave it empty while you do not know it.' },
  ssid: { form: /^\d{10}$/u, problem: 'This number has 10 digits. Leave it empty while there is none: it is given later.' },
};

/** The definition of a question, where its label and its choices stand. */
export function questionOf(id: Asked): FieldDef {
  const found = fieldAt(`${PAGE_ONE}/${id}`);
  if (found === undefined) throw new Error(`Page 1 has no field "${id}".`);
  return found.def;
}

function dayProblem(id: Asked, day: string, { birthDate }: Answers, today: string): string | null {
  // Real days before the calendar of the state data begins are asked about as old, not as wrong.
  if (!isDate(day)) return /^(19[0-7]\d)-\d{2}-\d{2}$/u.test(day) ? tooOld(id) : 'Write a real date, like 3/4/2019.';
  if (day > today) return 'This day has not come yet.';
  if (id !== 'birthDate') return isDate(birthDate) && day < birthDate ? 'This is before the date of birth.' : null;
  return day < addYears(today, -OLDEST_YEARS) ? tooOld(id) : null;
}

function tooOld(id: Asked): string {
  return id === 'birthDate' ? `This is more than ${OLDEST_YEARS} years ago: nobody is in special education so long. Check the year.` : 'This is too long ago. Check the year.';
}

function answerProblem(id: Asked, answers: Answers, today: string): string | null {
  const { type, label } = questionOf(id);
  const answer = answers[id].trim();
  if (answer === '') return NEEDED.has(id) ? `${label.en} is needed to open the Future IEP.` : null;
  if (type.kind === 'date') return dayProblem(id, answer, answers, today);
  if (type.kind === 'code') return codeTable(type.table).some(({ code, active }) => active && code === answer) ? null : 'Choose one of the list.';
  const form = FORMS[id];
  if (form !== undefined && !form.form.test(answer)) return form.problem;
  return lineProblem(answer);
}

export interface StudentProblems {
  readonly answers: { readonly [id in Asked]?: string };
  readonly caseManager: { readonly [part in keyof SaidOfPersonAtWork]?: string };
}

/** @param today ISO date in the district */
export function studentProblems({ answers, caseManager }: SaidOfStudent, today: string): StudentProblems {
  const found = askedNow(answers).map((id) => [id, answerProblem(id, answers, today)] as const).filter(([, problem]) => problem !== null);
  return { answers: Object.fromEntries(found), caseManager: personProblems(caseManager, "the case manager's") };
}

/** The first of them with the field it is about, as one sentence; null when the student can be added. */
export function firstProblem({ answers, caseManager }: StudentProblems): string | null {
  const [asked] = Object.entries(answers) as readonly [Asked, string][];
  return asked === undefined ? (Object.values(caseManager)[0] ?? null) : `${questionOf(asked[0]).label.en}: ${asked[1]}`;
}

function folded(name: string): string {
  return name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().split(/[\s'’-]+/u).join(' ').trim();
}

/** By first and last name, however they are spelled with capitals, accents and hyphens, and the birth date. */
export function isSameChild({ name, birthDate }: { readonly name: string; readonly birthDate: string }, answers: Answers): boolean {
  return birthDate === answers.birthDate.trim() && folded(name) === folded(`${answers.firstName} ${answers.lastName}`);
}
