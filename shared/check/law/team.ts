/**
 * Who belongs at the table and who may be missing: 34 CFR 300.321, Ed. Code 56341. They speak once a session has opened.
 * A member may have two parts where the regulation says so: whoever teaches or provides may interpret the evaluation results (300.321(a)(5)), and a member the
 * district names may be its representative (300.321(d)), which the title then says. Nobody doubles as the parent, and the two teachers are two people.
 */
import { valueAt, type Row } from '../../iep/address.ts';
import { holds } from '../../iep/conditions.ts';
import type { Json } from '../../iep/json.ts';
import { hasPage, rowsAt, textAt } from '../../flow/read.ts';
import { isDate } from '../../time/dates.ts';
import { isPlaceholder } from '../placeholder.ts';
import { hitIf, law, listed, placed, type LawContext, type LawHit, type LawRule, type Placed } from './rule.ts';

const PLAN = 'pages/transitionPlan';

/** A title that says its holder speaks for the district. */
const REPRESENTS = /\b(lea|district|agency)\b.*\brep|administrat|principal|designee/i;
/** Roles that may interpret the instructional meaning of evaluation results. */
const INTERPRETS = ['interpreterOfResults', 'generalEducationTeacher', 'specialEducationTeacher', 'leaRepresentative', 'provider', 'other'];
/** The part of an excused staff member, by the area on the staff list. */
const ROLE_OF_AREA: Readonly<Record<string, string>> = { generalEducation: 'generalEducationTeacher', specialEducation: 'specialEducationTeacher', administration: 'leaRepresentative', psychology: 'interpreterOfResults' };

/** Listed and not marked absent; whether the signature is there is S-blank's. */
function tookPart(row: Row): boolean {
  return textAt(row, 'sig/outcome') !== 'absent';
}

export function peopleOn({ row }: Placed): readonly Row[] {
  return rowsAt(row, 'participants').filter(tookPart);
}

/** Sessions that were put off decide nothing and need no whole team (iep-forms.md 6.5). */
export function isTabled({ sessions }: LawContext, { row }: Placed): boolean {
  return sessions.some((session) => session['sessionNo'] === row['sessionNo'] && session['outcome'] === 'tabled');
}

/** Parts of members excused for the whole meeting; whether the excusal is good is L-321-2's and L-321-3's. */
function excusedRoles({ doc }: LawContext): readonly string[] {
  return rowsAt(doc, 'meeting/excusals').filter((row) => row['extent'] === 'whole').map((row) => {
    const member = doc.staff.find((person) => person.id === textAt(row, 'member'));
    return member === undefined ? '' : (ROLE_OF_AREA[member.area] ?? 'provider');
  });
}

/** A student who spends no time in regular classes has no general education teacher. */
function isOutsideGeneralEducation({ doc }: LawContext): boolean {
  const share = valueAt(doc, 'pages/fapeSetting/percentRegular');
  return share === 0 || ['203', '204'].includes(textAt(doc, 'pages/fapeSetting/setting'));
}

interface Seat {
  readonly words: string;
  readonly isTaken: (roles: readonly string[], people: readonly Row[]) => boolean;
  readonly isNeeded: (context: LawContext) => boolean;
}

const SEATS: readonly Seat[] = [
  { words: 'a general education teacher', isTaken: (roles) => roles.includes('generalEducationTeacher'), isNeeded: (context) => !isOutsideGeneralEducation(context) },
  { words: 'a special education teacher or provider', isTaken: (roles) => roles.includes('specialEducationTeacher') || roles.includes('provider'), isNeeded: () => true },
  { words: 'an administrator or designee', isTaken: (roles, people) => roles.includes('leaRepresentative') || people.some((row) => textAt(row, 'teamRole') !== 'parent' && REPRESENTS.test(textAt(row, 'title'))), isNeeded: () => true },
  { words: 'somebody who can interpret evaluation results', isTaken: (roles) => INTERPRETS.some((role) => roles.includes(role)), isNeeded: () => true },
  { words: 'the student, or how the student was heard', isTaken: (roles) => roles.includes('student'), isNeeded: ({ doc }) => holds('transitionDue', doc, PLAN) && !wasHeard(valueAt(doc, `${PLAN}/studentParticipation`)) },
];

/** Interests gathered before the meeting, where the student does not come (300.321(b)(2)). */
function wasHeard(ways: Json | undefined): boolean {
  return Array.isArray(ways) && (ways as readonly Json[]).some((way) => way !== 'present');
}

/** Empty seats at each session that decided something. A missing parent is L-322-3's. */
function emptySeats(context: LawContext): readonly LawHit[] {
  const excused = excusedRoles(context);
  return context.attendance.filter((sheet) => !isTabled(context, sheet)).flatMap((sheet) => {
    const people = peopleOn(sheet);
    const roles = [...people.map((row) => textAt(row, 'teamRole')), ...excused];
    const missing = SEATS.filter((seat) => seat.isNeeded(context) && !seat.isTaken(roles, people)).map((seat) => seat.words);
    return hitIf(missing.length > 0, [`${sheet.at}/participants`], { missing: listed(missing) });
  });
}

function isSignedBy(row: Row, field: string, lastDay: string): boolean {
  const day = textAt(row, field);
  return isDate(day) && day <= lastDay;
}

/** What is missing of an excusal's two signatures, in words. */
function unsigned(row: Row, lastDay: string): readonly string[] {
  return [...(isSignedBy(row, 'parentSig', lastDay) ? [] : ["the parent's signature"]), ...(isSignedBy(row, 'leaSig', lastDay) ? [] : ["the district's signature"])];
}

function excusals({ doc, lastDay }: LawContext, isDiscussed: boolean): readonly LawHit[] {
  return placed(doc, 'meeting/excusals').filter(({ row }) => (row['kind'] === 'discussed') === isDiscussed).flatMap(({ at, row }) => {
    const given = textAt(row, 'inputDate');
    const input = isDiscussed && (isPlaceholder(textAt(row, 'writtenInput')) || !isDate(given) || given >= lastDay) ? ['the written input before the meeting'] : [];
    const missing = [...unsigned(row, lastDay), ...input];
    const name = doc.staff.find((person) => person.id === textAt(row, 'member'))?.title ?? 'A team member';
    return hitIf(missing.length > 0, [`${at}/${input.length === missing.length ? 'writtenInput' : 'parentSig'}`], { who: name, missing: listed(missing) });
  });
}

/** An agency at the table, or consent dated after the meeting. A blank date beside "Agencies invited: yes" is L-320-9's. */
function agencies({ doc, attendance, lastDay }: LawContext): readonly LawHit[] {
  if (!hasPage(doc, 'transitionPlan')) return [];
  const consented = textAt(doc, `${PLAN}/agencyConsentDate`);
  const sat = attendance.some((sheet) => peopleOn(sheet).some((row) => row['teamRole'] === 'agency'));
  return hitIf(isDate(consented) ? consented > lastDay : sat && textAt(doc, `${PLAN}/agenciesInvited`) !== 'Y', [`${PLAN}/agencyConsentDate`]);
}

export const TEAM_RULES: readonly LawRule[] = [
  law({
    id: 'L-321-1', severity: 'B', step: 'meeting', source: '34 CFR 300.321(a), (b), (d); Ed. Code 56341(b)',
    message: 'The sign-in sheet does not list {missing}. Add who came, record an excusal, or say why.',
    when: emptySeats,
  }),
  law({
    id: 'L-321-2', severity: 'B', step: 'meeting', source: '34 CFR 300.321(e)(1); Ed. Code 56341(f)',
    message: '{who} is excused and the area was not discussed: {missing} must stand on the excusal, dated by the day of the meeting.',
    when: (context) => excusals(context, false),
  }),
  law({
    id: 'L-321-3', severity: 'B', step: 'meeting', source: '34 CFR 300.321(e)(2); Ed. Code 56341(g)',
    message: '{who} is excused though the area was discussed: {missing} must stand on the excusal.',
    when: (context) => excusals(context, true),
  }),
  law({
    id: 'L-321-4', severity: 'W', step: 'meeting', source: '34 CFR 300.321(b)(3)',
    message: 'Another agency was invited: the parent or adult student must have agreed before. Enter the day on the transition page.',
    when: agencies,
  }),
];
