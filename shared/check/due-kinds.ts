/** Promise: everything that can be due, and what to do about each in one sentence. */
export const DUE_KINDS = [
  'affirm', 'annual', 'triennial', 'assessmentPlan', 'sixtyDays', 'reassessment', 'thirtyDays', 'parentRequest', 'interim', 'thirdBirthday', 'transitionPlan', 'majorityNotice', 'progressReport', 'paperPlace', 'copyBack', 'understanding', 'servicesStop', 'reconvene', 'parentMissed', 'translation',
] as const;
export type DueKind = (typeof DUE_KINDS)[number];

/** What to do about each, in one sentence. */
export const NEXT: Readonly<Record<DueKind, string>> = {
  affirm: 'Type in the handwriting, then affirm and attest.',
  annual: 'Send the notice and hold the annual meeting.',
  triennial: 'Send an assessment plan in time for the meeting, or agree in writing that no assessment is needed.',
  assessmentPlan: 'Give the parents the assessment plan. School breaks of more than 5 school days do not count.',
  sixtyDays: 'Finish the assessments and hold the first meeting.',
  reassessment: 'Finish the assessments and hold the meeting about them. School breaks of more than 5 school days do not count.',
  thirtyDays: 'Hold the meeting that writes the first IEP.',
  parentRequest: 'Hold the meeting the parents asked for. School breaks of more than 5 school days do not count.',
  interim: 'Hold the meeting that adopts or replaces the plan the student came with.',
  thirdBirthday: 'Hold the first meeting before the birthday.',
  transitionPlan: 'Write the transition plan into the IEP that is in effect on the birthday.',
  majorityNotice: 'Tell the student which rights pass at 18, and date it on the transition page.',
  progressReport: 'Write the report on each goal, affirm it, and send it home.',
  paperPlace: 'Enter the handwriting; at its end say where the signed original and the file copy are, a drawer or a scan. The signed paper is the legal IEP.',
  copyBack: 'Ask the parents for the signed copy.',
  understanding: 'Ask the parents for the signed page on which they say that they understand the finding, and record it on the student\'s page.',
  servicesStop: 'Send prior written notice to the parent, then let all services stop, and record both days on the student\'s page, with the IEP they agreed to.',
  parentMissed: 'Tell the district system manager: the parent missed the last session and the meeting has not gone on.',
  translation: 'Have what the team wrote translated, and type it in beside the English words: Translations, with the IEP. It prints on the copy in two languages; after affirming, on the clean copy.',
  reconvene: 'Agree on the day with the parents, send a new notice, and go on with the meeting.',
};
