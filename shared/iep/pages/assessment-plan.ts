/** Promise: the plan a parent consents to before an assessment (iep-forms.md 3.16; Ed. Code 56321). */
import type { PageDef } from '../definition.ts';
import { choice, date, derived, one, onScreen, rows, section, signature, statement, text, words } from './make.ts';

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
      choice('kind', 'Kind', 'Tipo', [
        one('initial', 'Initial', 'Inicial'),
        one('triennial', 'Triennial', 'Trienal (cada tres años)'),
        one('additional', 'Additional', 'Adicional'),
        one('transition', 'Transition', 'Transición'),
        one('interim', 'Interim', 'Provisional'),
      ], { span: 4 }),
      text('requestedBy', 'Requested by', 'Solicitado por', { span: 4 }),
      date('referralDate', 'Referral date', 'Fecha de remisión', { span: 4, hint: onScreen('The plan is due 15 calendar days later.') }),
      statement('reason', 'Reason', 'Motivo', { span: 12 }),
    ),
    section('areas', words('Areas to be assessed', 'Áreas que se evaluarán'),
      rows('areas', 'Areas', 'Áreas', words('Area', 'Área'), [
        text('area', 'Area', 'Área', { span: 3 }),
        text('examiner', 'Examiner (title)', 'Quién evalúa (puesto)', { span: 3 }),
        text('method', 'How', 'Cómo', { span: 3, hint: onScreen('In plain language.') }),
        text('alternative', 'Alternative means', 'Medios alternativos', { req: 'O', span: 3 }),
      ], { span: 12 }),
      text('nativeLanguage', 'Native language', 'Lengua materna', { span: 6 }),
      text('elpacLevel', 'ELPAC level', 'Nivel de ELPAC', { when: 'englishLearner', span: 6 }),
      statement('priorRecords', 'Records to be used', 'Expedientes que se usarán', { span: 12 }),
      // Ed. Code 56321(b)(4), (c)(4).
      derived('noIepWithoutConsent', 'No IEP will result from the assessment without consent', 'La evaluación no dará lugar a un IEP sin consentimiento', { span: 12, says: words(
        'No IEP will result from this assessment without your consent. You have at least 15 days, from the day you receive this plan, to decide whether you consent to the assessment.',
        'Esta evaluación no dará lugar a un IEP sin su consentimiento. Usted tiene por lo menos 15 días, desde el día en que recibe este plan, para decidir si da su consentimiento para la evaluación.',
      ) }),
    ),
    section('decision', words('Parent’s decision', 'Decisión de los padres'),
      date('givenDate', 'Given to the parents', 'Entregado a los padres', { span: 6, hint: onScreen('Within 15 days of the referral; from this day they have at least 15 days to decide.') }),
      choice('parentDecision', 'Decision', 'Decisión', [
        one('consent', 'I consent to assessment', 'Doy mi consentimiento para la evaluación'),
        one('decline', 'I decline', 'No acepto'),
        one('discuss', 'I want to discuss it', 'Quiero conversar sobre el plan'),
      ], { by: ['par'], pre: 'M', span: 6 }),
      date('receivedDate', 'Signed plan received', 'Plan firmado, recibido el', { by: ['par'], pre: 'M', when: 'assessmentDecided', span: 6, hint: onScreen('Starts the 60 days.') }),
      signature('parentSignature', 'Signature', 'Firma', { by: ['par'], pre: 'M', when: 'assessmentDecided', span: 12 }),
    ),
  ],
};
