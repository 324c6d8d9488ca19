/** What the parent is told, is handed and answers, and what follows from the answer: 34 CFR 300.9, 300.300, 300.322 to 300.324, 300.500 to 300.503, Ed. Code 56346, 56500. */
import { valueAt, type Row } from '../../iep/address.ts';
import { codeEntry, codeLabel } from '../../iep/codes.ts';
import { holds } from '../../iep/conditions.ts';
import type { IepDocument } from '../../iep/document.ts';
import { isTranslated, translatablePlaces } from '../../iep/translations.ts';
import { changeKind } from '../../flow/change.ts';
import { EXIT_REVOKED, notEligible } from '../../flow/eligibility.ts';
import { isToBeContinued, purposesOf, rowsAt, textAt } from '../../flow/read.ts';
import { addYears, daysBetween, isDate } from '../../time/dates.ts';
import { isPlaceholder } from '../placeholder.ts';
import { offerChanges, type OfferChange } from '../offer-changes.ts';
import { pwnCheck } from '../pwn.ts';
import { elementsThere } from '../pwn-words.ts';
import { peopleOn } from './team.ts';
import { keptGoals } from './contents.ts';
import { blanks, hitIf, law, listed, placed, type LawContext, type LawHit, type LawRule, type LawSeverity, type Placed } from './rule.ts';

const NOTES = 'pages/structuredNotes';
const FREE_NOTES = 'pages/meetingNotes/notes';
/** Days after consent in which services usually begin; ours, the law says "as soon as possible". */
const SOON_DAYS = 14;

function lastSheet({ consent }: LawContext): Placed | undefined {
  return consent.at(-1);
}

function isAgreed({ consentStatus }: IepDocument): boolean {
  return consentStatus === 'agreedAll' || consentStatus === 'agreedPart';
}

function isRefused({ consentStatus }: IepDocument): boolean {
  return consentStatus === 'refused' || consentStatus === 'noResponse';
}

function isFirst({ doc }: LawContext): boolean {
  return textAt(doc, 'pages/infoEligibility/meetingType') === '10';
}

/** Day the last of the parents, or the adult student, signed; "" while nobody has. */
function signedOn(context: LawContext): string {
  const sheet = lastSheet(context);
  if (sheet === undefined) return '';
  const lines = [...rowsAt(sheet.row, 'parentSignatures'), valueAt(sheet.row, 'adultStudentSignature') ?? null];
  return lines.filter((line) => textAt(line, 'outcome') === 'signed').map((line) => textAt(line, 'signedOn')).filter(isDate).toSorted().at(-1) ?? '';
}

/** Words about a subject in what the team wrote down: the log, the follow-ups, the safeguards note, parents' requests. */
function isWritten({ doc }: LawContext, subject: RegExp): boolean {
  const words = [
    ...rowsAt(doc, 'meeting/contactLog').map((row) => `${textAt(row, 'result')} ${textAt(row, 'followUp')}`),
    ...rowsAt(doc, `${NOTES}/followUps`).map((row) => `${textAt(row, 'owner')} ${textAt(row, 'task')}`),
    textAt(doc, `${NOTES}/safeguardsNote`), textAt(doc, FREE_NOTES),
  ];
  return words.some((text) => subject.test(text));
}

/** No copy was handed over, or the sheet says No. */
function copies(context: LawContext, rule: LawRule): readonly LawHit[] {
  const sheet = lastSheet(context);
  const handed = textAt(context.doc, 'parentCopy/handedAt') !== '';
  if (handed || sheet === undefined) return blanks(context, rule);
  return [...blanks(context, rule), ...hitIf(textAt(sheet.row, 'iepCopyGiven/answer') === 'N', [`${sheet.at}/iepCopyGiven/answer`], { what: 'The parent has no copy yet.' })];
}

/** A translation was asked for and neither exists nor is anybody's task with a day. */
function translations(context: LawContext): readonly LawHit[] {
  const { doc } = context;
  const isTask = rowsAt(doc, `${NOTES}/followUps`).some((row) => /transl|tradu/iu.test(textAt(row, 'task')) && isDate(textAt(row, 'due')));
  if (isTask) return [];
  const asked = context.consent.filter(({ row }) => row['translationRequested'] === 'Y' && !isTranslated(doc, translatablePlaces(doc), codeLabel('language', textAt(row, 'translationLanguage'))));
  return asked.map(({ at, row }) => ({ at: [`${at}/translationRequested`, `${NOTES}/followUps`], fill: { language: codeLabel('language', textAt(row, 'translationLanguage')) || 'their language' } }));
}

/** Reported lines of the school year that begin long after consent. */
function lateStarts(context: LawContext): readonly LawHit[] {
  const signed = signedOn(context);
  if (!isAgreed(context.doc) || signed === '') return [];
  return context.services.filter(({ at, row }) => at.startsWith('pages/fapeServices/services/') && row['dnr'] !== true && isDate(textAt(row, 'startDate')) && daysBetween(signed, textAt(row, 'startDate')) > SOON_DAYS)
    .map(({ at, row }) => ({ at: [`${at}/startDate`], fill: { service: codeLabel('service', textAt(row, 'code')), days: String(daysBetween(signed, textAt(row, 'startDate'))) } }));
}

/** People who carry this IEP out and were not at the meeting: teachers, and providers who report on a goal. Done once a follow-up names them. */
function uninformed(context: LawContext): readonly LawHit[] {
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
function earlyStarts(context: LawContext): readonly LawHit[] {
  const signed = signedOn(context);
  if (!isFirst(context)) return [];
  return context.services.filter(({ row }) => isDate(textAt(row, 'startDate')) && textAt(row, 'startDate') < signed).map(({ at }) => ({ at: [`${at}/startDate`] }));
}

/**
 * Consent was withdrawn in writing: a notice with its seven elements first, and no service after the last day. A correction has no notes of its own, and the exit it records ends the lines
 * nobody may change there: its notice is a letter, recorded with the revocation and the stop of services, or else a line of the contact log. A plan that is still carried out is one
 * whose consent nobody recorded as revoked.
 */
function revocation(context: LawContext): readonly LawHit[] {
  const { doc, previous, revoked } = context;
  if (textAt(doc, 'pages/infoEligibility/exitReason') !== EXIT_REVOKED) return [];
  const last = textAt(doc, 'pages/infoEligibility/exitDate');
  const isCorrection = changeKind(doc) === 'correction';
  const isNoticed = (revoked?.stop ?? null) !== null || isNoticeLogged(doc) || (!isCorrection && pwnCheck(doc).complete);
  const owed = isCorrection ? 'The contact log names no prior written notice to the parents.' : 'The notes do not hold the seven elements of a prior written notice.';
  const what = revoked === null ? owed : 'The prior written notice is not recorded with the revocation yet: record it on the student\'s page, with the last day of services.';
  const running = isCorrection ? [] : context.services.filter(({ row }) => isDate(last) && textAt(row, 'endDate') > last);
  return [
    ...hitIf(previous !== null, ['pages/infoEligibility/exitReason'], { what: 'No written revocation is recorded with the IEP that is carried out: record it on the student\'s page, where the exit follows from the last day of services.' }),
    ...hitIf(!isNoticed, ['pages/infoEligibility/exitReason', isCorrection ? 'meeting/contactLog' : `${NOTES}/actions`], { what }),
    ...running.map(({ at }) => ({ at: [`${at}/endDate`], fill: { what: 'This service ends after the day of exit.' } })),
  ];
}

function onAnswer(context: LawContext, condition: boolean, field = 'consentChoice'): readonly LawHit[] {
  const sheet = lastSheet(context);
  return sheet === undefined ? [] : hitIf(condition, [`${sheet.at}/${field}`]);
}

/** A refusal or a disagreement makes the notice owed; without one a gap in the notes means that a letter must go out. */
function isDisputed(doc: IepDocument): boolean {
  return isRefused(doc) || doc.consentStatus === 'agreedPart' || rowsAt(doc, `${NOTES}/actions`).some((row) => row['verdict'] === 'refuse') || ['parentRequests', 'topics'].some((list) => rowsAt(doc, `${NOTES}/${list}`).some((row) => row['answer'] === 'refused'));
}

/** A separate prior written notice that was given is a line of the contact log: who, when, how. */
const SEPARATE_NOTICE = /\b(prior written notice|pwn|aviso previo( por escrito)?)\b/iu;

function isNoticeLogged(doc: IepDocument): boolean {
  return rowsAt(doc, 'meeting/contactLog').some((row) => SEPARATE_NOTICE.test(`${textAt(row, 'result')} ${textAt(row, 'followUp')}`));
}

/** Free notes are prose in which no machine can find the seven elements; a notice is owed where something is changed or refused (34 CFR 300.503(a)), or nobody can say that nothing is. */
function freeNotice({ doc, previous }: LawContext, severity: LawSeverity): readonly LawHit[] {
  if (previous !== null && !isDisputed(doc) && offerChanges(previous, doc).length === 0) return [];
  return [{ at: [FREE_NOTES], fill: { what: 'Free notes are not looked through for the seven elements of a prior written notice, so a separate notice is needed.' }, severity }];
}

function unnamed([first, ...more]: readonly OfferChange[]): string {
  if (first === undefined) return '';
  return ` No action names ${more.length === 0 ? 'this change of the offer' : `${more.length + 1} changes of the offer, such as`}: ${first.words.en}.`;
}

function priorNotice(context: LawContext): readonly LawHit[] {
  const { doc, previous } = context;
  const severity: LawSeverity = isDisputed(doc) ? 'B' : 'W';
  if (isNoticeLogged(doc)) return [];
  if (holds('freeNotes', doc, '')) return freeNotice(context, severity);
  const check = pwnCheck(doc, previous);
  const { elements, language, early, uncovered } = check;
  const missing = elements.flatMap((element) => element.missing);
  return [
    ...hitIf(missing.length > 0, missing.slice(0, 1), { what: `The notes hold ${elementsThere(check)} of the seven elements of a prior written notice.${unnamed(uncovered)}` }),
    ...hitIf(language === 'open', [`${NOTES}/header/interpreter`], { what: 'The notice is not in the language of the parent, and no interpreter or translation is noted.' }),
    ...hitIf(early.length > 0, early, { what: 'A change takes effect before the parent had the notice.' }),
  ].map((hit) => ({ ...hit, severity }));
}

/** Safeguards are told at each session; the copy is no older than a year. */
function safeguards({ consent }: LawContext): readonly LawHit[] {
  return consent.flatMap(({ at, row }) => {
    const given = textAt(row, 'safeguardsGiven/date');
    const session = textAt(row, 'sessionDate');
    const isOld = isDate(given) && isDate(session) && given < addYears(session, -1);
    return [...hitIf(textAt(row, 'safeguardsGiven/answer') === 'N', [`${at}/safeguardsGiven/answer`]), ...hitIf(isOld, [`${at}/safeguardsGiven/date`])];
  });
}

/** The words a reader would look for: the label without what stands in brackets. */
function namesOf(code: string): readonly string[] {
  const entry = codeEntry('service', code);
  return entry === undefined ? [] : [entry.label.en, entry.label.es].map((name) => name.replace(/\s*\(.*?\)|:.*$/gu, '').toLowerCase()).filter((name) => name !== '');
}

/** One offer: a paragraph that names every service, and exactly one placement chosen (iep-forms.md 6.8). */
function offer({ doc, open, services }: LawContext, { id }: LawRule): readonly LawHit[] {
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

/** A parent's wish to see or copy records, in a request or in the log. */
const RECORDS = /\brecords\b|\bexpedientes?\b|\bregistros\b/iu;

function recordRequests({ doc }: LawContext): readonly LawHit[] {
  const speaking = (rows: readonly Placed[], field: string): readonly LawHit[] => rows.filter(({ row }) => RECORDS.test(textAt(row, field))).map(({ at }) => ({ at: [`${at}/${field}`] }));
  const asked = placed(doc, `${NOTES}/topics`).filter(({ row }) => row['kind'] === 'request');
  return [...speaking(placed(doc, `${NOTES}/parentRequests`), 'request'), ...speaking(asked, 'text'), ...speaking(placed(doc, 'meeting/contactLog'), 'result')];
}

function billing(context: LawContext): readonly LawHit[] {
  if (isWritten(context, /medi-?cal|insurance|seguro|billing/iu)) return [];
  return context.consent.filter(({ row }) => row['medicalBillingConsent'] === 'Y').map(({ at }) => ({ at: [`${at}/medicalBillingConsent`] }));
}

const AMENDMENT = 'pages/amendment';

function isSigned(row: Row, who: RegExp): boolean {
  return who.test(textAt(row, 'title')) && textAt(row, 'sig/outcome') === 'signed';
}

/** An amendment without a meeting: after an annual meeting, not in place of one, agreed and signed by both sides; the team is told. */
function amendments(context: LawContext, rule: LawRule): readonly LawHit[] {
  const { doc } = context;
  const open = blanks(context, rule);
  if (textAt(doc, `${AMENDMENT}/method`) !== 'withoutMeeting') return open;
  const base = textAt(doc, `${AMENDMENT}/baseMeetingDate`);
  const day = textAt(doc, `${AMENDMENT}/amendmentDate`);
  // An amendment of its own keeps the purposes of the meeting it amends.
  const due = changeKind(doc) !== null ? [] : ['initial', 'annual', 'triennial'].filter((purpose) => purposesOf(doc).includes(purpose));
  const signatures = rowsAt(doc, `${AMENDMENT}/signatures`);
  const unsigned = [...(signatures.some((row) => isSigned(row, /parent|guardian|madre|padre|tutor|student/iu)) ? [] : ['the parent']), ...(signatures.some((row) => isSigned(row, /lea|district|administrat|principal|designee/iu)) ? [] : ['the district'])];
  return [
    ...open,
    ...hitIf(isDate(base) && isDate(day) && base > day, [`${AMENDMENT}/baseMeetingDate`], { what: 'The IEP it changes is dated later.' }),
    ...hitIf(due.length > 0, [`${AMENDMENT}/method`], { what: `A meeting is owed: the purpose is ${listed(due)}.` }),
    ...hitIf(unsigned.length > 0, [`${AMENDMENT}/signatures`], { what: `It is not signed by ${listed(unsigned)}.` }),
  ];
}

export const ANSWER_RULES: readonly LawRule[] = [
  law({
    id: 'L-322-5', severity: 'B', step: 'affirm', source: '34 CFR 300.322(f); Ed. Code 56341.5(j); 5 CCR 3040',
    message: '{what} The parent gets a copy of the IEP at no cost before leaving.',
    owns: ['answer', 'date', 'method'].map((field) => `pages/consent/*/iepCopyGiven/${field}`),
    when: copies,
  }),
  law({
    id: 'L-3040b', severity: 'W', step: 'meeting', source: '5 CCR 3040; SB 445 (2024)',
    message: 'The parent asked for the IEP in {language}: note under "Who does what by when" who has it translated, and by which day.',
    when: translations,
  }),
  law({
    id: 'L-323-1', severity: 'I', step: 'answer', source: '34 CFR 300.323(a), (c); Ed. Code 56344(b), (c)',
    message: '{service} begins {days} days after the parent agreed; services begin as soon as possible, and an IEP is in force when the school year starts.',
    when: lateStarts,
  }),
  law({
    id: 'L-323-2', severity: 'W', step: 'affirm', source: '34 CFR 300.323(d); Ed. Code 56347',
    message: '{people} did not take part: see that they can read this IEP and know their duties, and note it under "Who does what by when".',
    when: uninformed,
  }),
  law({
    id: 'L-324-2', severity: 'B', step: 'amendment', source: '34 CFR 300.324(a)(4), (6); Ed. Code 56380.1',
    message: '{what} Between annual meetings an IEP may be changed without one when parent and district agree and sign; the team is told.',
    owns: ['baseMeetingDate', 'amendmentDate', 'method', 'noMeetingAgreement', 'teamInformed', 'revisedCopyRequested', 'signatures'].map((field) => `${AMENDMENT}/${field}`),
    when: amendments,
  }),
  law({
    id: 'L-9', severity: 'I', step: 'answer', source: '34 CFR 300.9; Ed. Code 56021.1',
    message: 'Consent is written, voluntary and informed, in the language of the parent; it may be withdrawn later, not for what was already done.',
    when: (context) => onAnswer(context, context.doc.consentStatus === 'awaiting'),
  }),
  law({
    id: 'L-300-1', severity: 'B', step: 'answer', source: '34 CFR 300.300(b); Ed. Code 56346(a), (b)',
    message: 'First services may not start before the parent has agreed in writing: correct the start date.',
    reportedAs: [{ rule: 'CAS-042' }, { rule: 'CAS-043' }],
    when: earlyStarts,
  }),
  law({
    id: 'L-300-2', severity: 'B', step: 'writing', source: '34 CFR 300.300(b)(4); Ed. Code 56346(d)',
    message: 'The parent withdrew consent in writing. {what} A prior written notice comes first, then every service stops.',
    when: revocation,
  }),
  law({
    id: 'L-346-e', severity: 'I', step: 'answer', source: 'Ed. Code 56346(e)',
    message: 'The parts the parent agreed to are carried out without delay.',
    when: (context) => onAnswer(context, context.doc.consentStatus === 'agreedPart'),
  }),
  law({
    id: 'L-346-f', severity: 'I', step: 'answer', source: 'Ed. Code 56346(f), 56505(d); 34 CFR 300.518',
    message: 'What the parent refused and the student needs goes to due process; until then the last plan the parent agreed to stays in force.',
    when: (context) => onAnswer(context, !isFirst(context) && (context.doc.consentStatus === 'agreedPart' || isRefused(context.doc))),
  }),
  law({
    id: 'L-503', severity: ['B', 'W'], step: 'affirm', source: '34 CFR 300.503; Ed. Code 56500.4',
    message: '{what} Complete the notes, or give a separate prior written notice and log it with the contacts.',
    when: priorNotice,
  }),
  law({
    id: 'L-500', severity: 'W', step: 'meeting', source: '34 CFR 300.504; Ed. Code 56500.1',
    message: 'Tell the parent of the procedural safeguards at each meeting, and hand over a copy at least once a year.',
    when: safeguards,
  }),
  law({
    id: 'L-offer', severity: 'B', step: 'meeting', source: 'Union School District v. Smith, 15 F.3d 1519 (9th Cir. 1994); SELPA handbook',
    message: '{what} There is one clear written offer that names every service and one placement.',
    owns: [`${NOTES}/offerSummary`, FREE_NOTES],
    when: offer,
  }),
  law({
    id: 'L-rec', severity: 'I', step: 'writing', source: 'Ed. Code 56504, 56043(n); 34 CFR 300.613, 300.614',
    message: 'The parent asks about records: they may be seen or copied within five business days, and who looks at them is written down.',
    when: recordRequests,
  }),
  law({
    id: 'L-154', severity: 'W', step: 'meeting', source: '34 CFR 300.154(d)',
    message: 'The parent agreed to Medi-Cal billing: note in the contact log when the separate written notice was given.',
    when: billing,
  }),
];
