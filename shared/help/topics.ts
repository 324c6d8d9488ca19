/**
 * The guidance of the SELPA handbook in our own words, each topic at the places it speaks of: what a case manager asks in the room, answered beside
 * the field, with no network. `source` names the handbook's passage, so that a test can show that none was left out.
 */
import type { Address } from '../iep/address.ts';
import type { PageId } from '../iep/definition.ts';

/** A page, or one field of it. */
export type HelpPlace = PageId | `${PageId}/${string}`;

export interface HelpTopic {
  readonly id: string;
  /** A question as it is asked, or the rule in one line. */
  readonly title: string;
  /** Short paragraphs. */
  readonly answer: readonly string[];
  /** Where it is shown, the most fitting place first. */
  readonly at: readonly HelpPlace[];
  /** Passage of the handbook (test/fixtures/handbook-passages.md), or the law. */
  readonly source: string;
}

export const HELP_TOPICS: readonly HelpTopic[] = [
  {
    id: 'no-blanks', title: 'No blanks, and no bare N/A', source: 'guidance: all items completed',
    answer: ['Every item gets an answer. Where a sentence is asked for, "N/A" tells a parent nothing: write what the team considered and why it is not needed now.', 'A sentence to start from is offered at each empty statement. What stays open is listed before you affirm, and you answer it once with a reason.'],
    at: ['presentLevels', 'specialFactors', 'stateAssessments', 'fapeServices', 'fapeSetting', 'emergencyProgram', 'transitionPlan'],
  },
  {
    id: 'say-where-discussed', title: 'What was discussed is noted where it was discussed', source: 'guidance: comments where discussed',
    answer: ['When the team talks about an item, a comment belongs into that item or into the notes. A mark "discussed" alone does not say what was said.', 'Ctrl+J from a field opens the notes with that field already named.'],
    at: ['structuredNotes/topics', 'presentLevels', 'goals', 'fapeServices'],
  },
  {
    id: 'drafts', title: 'May pages be written before the meeting?', source: 'guidance: drafts',
    answer: ['Yes. Present levels can be filled in ahead and added to in the room. Goals to be considered are drafted ahead, and each is talked through with the parent, added, changed or dropped.', 'Pages prepared ahead carry DRAFT on screen and on paper until the team has discussed them.'],
    at: ['presentLevels', 'goals'],
  },
  {
    id: 'parent-concerns', title: 'The parent’s concerns are the parent’s words', source: '34 CFR 300.324(a)(1)(ii)',
    answer: ['This box stays empty until the meeting. Ask, and write what the parent says, in the parent’s own words where you can.', 'If the parent is not there, write how and when you tried to reach them.'],
    at: ['presentLevels/parentConcerns', 'structuredNotes/parentInput'],
  },
  {
    id: 'notes', title: 'What belongs in the notes', source: 'guidance: notes pages',
    answer: ['What was said, by whom: suggestions, requests and every agreement. A request gets an answer and a reason before the meeting closes.', 'The notes do not replace the fields. A service, a goal or an accommodation stands on its own page; the notes say how the team came to it.'],
    at: ['structuredNotes', 'meetingNotes', 'structuredNotes/parentRequests', 'structuredNotes/agreements'],
  },
  {
    id: 'structured-notes', title: 'Why structured notes?', source: 'guidance: structured notes as prior written notice',
    answer: ['Filled in thoroughly, they hold the seven things a prior written notice must say, and no separate letter is needed for them. The strip over the page shows which are there and where the missing one goes.', 'Whether a notice is good law is for people to judge; the program counts, it does not judge.'],
    at: ['structuredNotes', 'meetingNotes', 'structuredNotes/actions', 'structuredNotes/options'],
  },
  {
    id: 'duplicate-services', title: 'The same service twice', source: 'guidance: duplicate services',
    answer: ['The state takes one line of a service at a time. Two lines are still often clearer for the people who carry them out. There are two ways.', 'One line: add the minutes up, when the frequency is the same, and write the parts into the comment (60 minutes alone, 30 in a group).', 'Several lines: keep the main one, and tick "do not report" on the others. They print and are part of the offer; only the state file leaves them out.'],
    at: ['fapeServices/services', 'fapeServices/esyServices'],
  },
  {
    id: 'unsigned-offer', title: 'The parent does not sign the final offer', source: 'guidance: refused to sign',
    answer: ['When the district is finished, the offer is complete and the meeting will not go on another day: affirm all the same. Check "other" in the purpose box with exactly "district offer of FAPE. No parent signature."', 'It leaves the unaffirmed list, its errors are cleared, and the dated offer stands in History. The plan the parent agreed to last stays in force.', 'A finding that the student is not eligible, or no longer, offers nothing: there the purpose box keeps the purposes of the meeting, and those words are not written.'],
    at: ['consent/consentChoice', 'infoEligibility/purposes', 'infoEligibility/purposeOther'],
  },
  {
    id: 'continue', title: 'The meeting will go on another day', source: 'guidance: continue',
    answer: ['Affirm anyway: that locks the pages as they stood at the end of this session. Then continue from the Current IEP.', 'The date of the first meeting stays. The next session has its own attendance and consent page with its own date.'],
    at: ['structuredNotes/outcome', 'structuredNotes/reconveneDate', 'attendance'],
  },
  {
    id: 'legal-iep', title: 'Which one is the legal IEP?', source: 'guidance: the legal IEP is the hard copy',
    answer: ['The paper with the original signatures. What is on this screen is a tool, and the Current IEP is only as right as the case manager made it.', 'It must show the most recent meeting, whether the IEP was signed, finished or not.'],
    at: ['consent', 'consent/iepCopyGiven'],
  },
  {
    id: 'seven-days', title: 'Affirm within seven days', source: 'guidance: seven days',
    answer: ['Every change made in the meeting goes in, typed and handwritten, and the IEP is affirmed within seven days of the last session. Until then everybody else still sees last year’s IEP.'],
    at: ['consent', 'structuredNotes/closing'],
  },
  {
    id: 'parent-leaves-with-copy', title: 'The parent leaves with the IEP', source: 'guidance: parent leaves with a copy',
    answer: ['Before anybody stands up: print, write on it by hand what changed, sign, copy, hand over. Typed and handwritten together is fine; that is the legal IEP.', 'The same copy goes into the school file. Afterwards type the handwriting in, page by page, and only then affirm.', 'No copier? Print two identical sets and have both written on and signed.'],
    at: ['consent/iepCopyGiven', 'structuredNotes/closing'],
  },
  {
    id: 'pre-meeting', title: 'May staff meet beforehand without the parent?', source: 'question: pre-meeting',
    answer: ['Yes, to prepare. No, to decide: placement and services are decided by the team with the parent in it, and the parent’s information and requests are considered there.', 'Leave options open until then. Notes of a preparation never go into the parent copy.'],
    at: ['fapeServices/optionsConsidered', 'fapeSetting/setting', 'structuredNotes/options', 'attendance/participants'],
  },
  {
    id: 'meaningful-participation', title: 'The parent will not confirm that they took part meaningfully', source: 'question: meaningful participation',
    answer: ['Ask what they could not say or did not get an answer to, now or at another session. Write down the concern, what was said about it, and what the team decided.', 'Not being heard and not agreeing are different things. If the parent was heard and still disagrees, record the disagreement as such.'],
    at: ['consent/meaningfulParticipation', 'structuredNotes/participationConcern', 'structuredNotes/disagreements'],
  },
  {
    id: 'no-agreement', title: 'The team cannot agree', source: 'question: no agreement',
    answer: ['Try again: table the meeting and reconvene. But the IEP is not complete without one clear offer of placement and services, the one the district believes gives this student an appropriate education among other children as far as possible.', 'One placement, one set of services, no "or". Say why other requests were refused. If the parents disagree with the offer, due process and mediation are open to them; tell them so.'],
    at: ['structuredNotes/offerSummary', 'structuredNotes/disagreements', 'fapeSetting/setting', 'fapeServices/services'],
  },
  {
    id: 'clean-copy', title: 'May we type it up after the meeting and send it?', source: 'question: clean copy',
    answer: ['Not instead of the copy they take home today. Once the IEP is affirmed you may send a clean copy to read more easily; every sheet of it says that it is not the IEP.'],
    at: ['consent/iepCopyGiven'],
  },
  {
    id: 'take-home', title: 'May the parent take it home to think about it?', source: 'question: take home',
    answer: ['Yes; nobody has to sign at the meeting. Give them a complete copy and keep the original. Agree on a day, about a week, to come in and sign the original or send the signed copy back.', 'If the day passes, follow up and write down each try. The seven days to affirm go on meanwhile.'],
    at: ['consent/consentChoice', 'consent/parentSignatures'],
  },
  {
    id: 'refusal', title: 'The parent refuses to sign', source: 'question: refuse to sign',
    answer: ['Go through everything that must be in an IEP and make the final offer. Then affirm with the purpose "other" and the words for an offer without signature.', 'The record shows what was offered and when. The next IEP starts as always.'],
    at: ['consent/consentChoice', 'infoEligibility/purposes'],
  },
  {
    id: 'several-purposes', title: 'May more than one purpose be checked?', source: 'question: several purposes',
    answer: ['Yes, every one that fits. One meeting can be the annual review and the triennial, or plan the transition as well.'],
    at: ['infoEligibility/purposes', 'meetingNotice/purposes'],
  },
  {
    id: 'no-show', title: 'It is due today and the parent did not come', source: 'question: no-show',
    answer: ['Be ready with a draft of today’s date. Convene, and have those present sign. Write in the notes that the team met, that the parent was not there and how you tried to reach them, and that the team agreed to table the meeting and when it goes on.', 'All first dates stay. At the second session the notes say that it continues the first, and a second consent page carries the second date. Nothing is decided in the first session.', 'This is for a parent who could not come, not a way to put off scheduling. Ask early enough that a meeting can be moved and still be on time.'],
    at: ['attendance', 'meetingNotice/meetingDate', 'contactLog', 'meetingNotice', 'structuredNotes/earlierSessionNote'],
  },
  {
    id: 'affirm', title: 'What affirming says', source: 'glossary: affirm and attest',
    answer: ['The case manager states that this record matches what the parent agreed to and signed on paper. Only the case manager of this student can say so.', 'The state’s error check runs first. When its errors are answered the Future IEP becomes the Current one, and last year’s goes to History.'],
    at: ['consent', 'infoEligibility/purposes'],
  },
  {
    id: 'red-fields', title: 'Fields that turn red', source: 'glossary: Future IEP and red fields',
    answer: ['Marked fields go to the state on December 1 and June 30. In the weeks before, they are red: do not change them now to prepare a meeting that is held after the report.', 'A change that belongs to a meeting before the report date is fine. The program asks before the first such change and says why.'],
    at: ['infoEligibility', 'infoEligibility/disability1', 'fapeServices/services', 'fapeSetting/setting'],
  },
  {
    id: 'progress', title: 'Progress goes home as often as report cards', source: 'glossary: progress reports',
    answer: ['Each provider writes on the goals they watch. When all have, the case manager affirms the report and sends it home. The last one of the year is handed over at the annual meeting and filed.'],
    at: ['progressReport', 'fapeSetting/progressFrequency', 'goals/items'],
  },
  {
    id: 'measurable-goal', title: 'A goal that can be measured', source: '34 CFR 300.320(a)(2)',
    answer: ['Six parts: who, does what, by when, given what, how much, measured how. The baseline says the same thing as a number today, so that a stranger could tell whether it moved.', 'Every area of need has a goal, and every goal serves an area that is listed with the present levels.'],
    at: ['goals/items', 'goals', 'presentLevels/areasOfNeed'],
  },
  {
    id: 'quorum', title: 'Who must be there', source: '34 CFR 300.321',
    answer: ['A parent; a general education teacher if the student is or may be in general education; a special education teacher or provider; somebody who may commit the district; somebody who can explain test results. The student, when transition is planned.', 'A member whose area is not discussed may be excused in writing by parent and district. If it is discussed, the parent consents and the member writes to the team before the meeting.'],
    at: ['attendance/participants', 'excusal', 'meetingNotice/invited'],
  },
  {
    id: 'safeguards', title: 'The safeguards booklet', source: 'Ed. Code 56500.1',
    answer: ['Tell the parent about the safeguards at every meeting, offer a copy, and give one at least once a year. Write whether there were questions and what was answered.'],
    at: ['structuredNotes/safeguardsNote', 'consent/safeguardsGiven', 'attendance'],
  },
  {
    id: 'lre', title: 'Start from the general classroom', source: '34 CFR 300.114 to 300.116',
    answer: ['List the options from the general class with supports outward, and say why each one that was not chosen would not work for this student now. Consider what moving away from other children costs.'],
    at: ['fapeServices/optionsConsidered', 'fapeServices/lreHarmfulEffects', 'fapeSetting/nonParticipationReason', 'fapeSetting/percentRegular'],
  },
  {
    id: 'esy', title: 'Extended school year: say why, or why not', source: '5 CCR 3043',
    answer: ['The question is whether the break would undo skills in a way that takes unusually long to win back. Give the reason in both cases.'],
    at: ['fapeServices/esyOffered', 'fapeServices/esyRationale'],
  },
  {
    id: 'transition', title: 'Planning for life after school', source: '34 CFR 300.320(b)',
    answer: ['In force by 16, and considered from the start of high school. Invite the student; if the student does not come, find out what they want beforehand and say how.', 'Goals for training, work and, where it fits, living on one’s own rest on an assessment that fits the student’s age. Each has a service, and at least one annual goal leads to it.'],
    at: ['transitionPlan'],
  },
  {
    id: 'amendment', title: 'A change between two annual meetings', source: 'Ed. Code 56380.1',
    answer: ['Parent and district may agree in writing to change the IEP without a meeting. It never replaces the annual review, and the annual date stays. Everybody who teaches the student is told.'],
    at: ['amendment'],
  },
  {
    id: 'assessment-plan', title: 'Before a student is tested', source: 'Ed. Code 56321',
    answer: ['The plan goes to the parent within 15 days of the referral, in plain words and their language, and they have at least 15 days to decide. Their signed consent starts the 60 days to the meeting.'],
    at: ['assessmentPlan'],
  },
  {
    id: 'emergency', title: 'If school cannot be held for more than ten days', source: 'Ed. Code 56345(a)(9)',
    answer: ['Say how special education, related services, transition services and extended year would be given then, and by what means. Think of a fire or a flood, not only of an epidemic.'],
    at: ['emergencyProgram'],
  },
];

/** Topics for the place of the caret: those that name the field first, then those of its page. `page` is a page id, `field` the id of the outermost field. */
export function topicsFor(page: PageId, field: string | null): readonly HelpTopic[] {
  const named = field === null ? [] : HELP_TOPICS.filter((topic) => topic.at.includes(`${page}/${field}`));
  return [...named, ...HELP_TOPICS.filter((topic) => !named.includes(topic) && topic.at.includes(page))];
}

/** The id of the outermost field an address of that page lies in; null for the page itself. `root` is the page's root, row segments skipped. */
export function fieldIdIn(root: Address, at: Address): string | null {
  const inside = at.slice(root.length).split('/').filter((segment) => segment !== '' && !segment.startsWith('@'));
  return at.startsWith(root) ? (inside[0] ?? null) : null;
}
