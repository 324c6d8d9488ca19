/** Promise: the plan a parent consents to before an assessment (iep-forms.md 3.16; Ed. Code 56321). */
import type { PageDef } from '../definition.ts';
import { choice, date, derived, one, rows, section, signature, statement, text, words } from './make.ts';

export const assessmentPlan: PageDef = {
  id: 'assessmentPlan',
  title: words('Assessment Plan', 'Plan de evaluación'),
  short: words('Assessment plan', 'Plan de evaluación'),
  formNo: 'AP',
  instances: 'many',
  root: 'pages/assessmentPlan',
  appears: 'always',
  carriesDraftMark: false,
  partOfIep: false,
  sections: [
    section('why', undefined,
      choice('kind', 'Kind', '', [
        one('initial', 'Initial', 'Inicial'),
        one('triennial', 'Triennial', 'Trienal (cada tres años)'),
        one('additional', 'Additional'),
        one('transition', 'Transition', 'Transición'),
        one('interim', 'Interim', 'Provisional'),
      ], { span: 4 }),
      text('requestedBy', 'Requested by', '', { span: 4 }),
      date('referralDate', 'Referral date', '', { span: 4, hint: words('The plan is due 15 calendar days later.') }),
      statement('reason', 'Reason', '', { span: 12 }),
    ),
    section('areas', words('Areas to be assessed'),
      rows('areas', 'Areas', '', words('Area'), [
        text('area', 'Area', '', { span: 3 }),
        text('examiner', 'Examiner (title)', '', { span: 3 }),
        text('method', 'How', '', { span: 3, hint: words('In plain language.') }),
        text('alternative', 'Alternative means', '', { req: 'O', span: 3 }),
      ], { span: 12 }),
      text('nativeLanguage', 'Native language', 'Lengua materna', { span: 6 }),
      text('elpacLevel', 'ELPAC level', '', { when: 'englishLearner', span: 6 }),
      statement('priorRecords', 'Records to be used', '', { span: 12 }),
      derived('noIepWithoutConsent', 'No IEP will result from the assessment without consent', ''),
    ),
    section('decision', words('Parent’s decision'),
      choice('parentDecision', 'Decision', '', [
        one('consent', 'I consent to assessment', 'Doy mi consentimiento para la evaluación'),
        one('decline', 'I decline'),
        one('discuss', 'I want to discuss it'),
      ], { by: ['par'], pre: 'M', span: 6 }),
      date('receivedDate', 'Signed plan received', '', { by: ['par'], pre: 'M', when: 'assessmentDecided', span: 6, hint: words('Starts the 60 days.') }),
      signature('parentSignature', 'Signature', 'Firma', { by: ['par'], pre: 'M', when: 'assessmentDecided', span: 12 }),
    ),
  ],
};
