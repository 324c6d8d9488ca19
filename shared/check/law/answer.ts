/** The rules on what the parent is told, is handed and answers, and what follows from the answer: 34 CFR 300.9, 300.300, 300.322 to 300.324, 300.500 to 300.503, Ed. Code 56346, 56500. */
import { hitIf, law, type LawContext, type LawHit, type LawRule } from './rule.ts';
import { FREE_NOTES, NOTES, isFirst, isRefused, lastSheet } from './standing.ts';
import { billing, copies, recordRequests, safeguards, translations } from './told.ts';
import { earlyStarts, lateStarts, uninformed } from './services-begin.ts';
import { AMENDMENT, amendments } from './amendment.ts';
import { priorNotice, revocation } from './prior-notice.ts';
import { offer } from './offer.ts';

function onAnswer(context: LawContext, condition: boolean, field = 'consentChoice'): readonly LawHit[] {
  const sheet = lastSheet(context);
  return sheet === undefined ? [] : hitIf(condition, [`${sheet.at}/${field}`]);
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
