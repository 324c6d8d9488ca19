/** Promise: the measurable annual goals with their objectives and progress (iep-forms.md 3.6; 34 CFR 300.320(a)(2)). */
import type { PageDef } from '../definition.ts';
import { bool, choice, choices, date, int, one, onScreen, ref, rows, section, statement, text, textList, words, yn } from './make.ts';
import { PROGRESS_FIELDS } from './progress-fields.ts';

const WRITERS = { by: ['cm', 'rsp'] } as const;
const GOAL_TEXT = { by: ['cm', 'rsp', 'team'] } as const;

export const goals: PageDef = {
  id: 'goals',
  title: words('Annual Goals and Objectives', 'Metas anuales y objetivos'),
  short: words('Goals', 'Metas'),
  formNo: '6',
  instances: 'one',
  root: 'pages/goals',
  appears: 'always',
  carriesDraftMark: true,
  partOfIep: true,
  sections: [
    section('form', undefined,
      choice('layout', 'Form', 'Formulario', [one('6A', 'Annual goals (6A)', 'Metas anuales (6A)'), one('6B', 'Annual goals with objectives (6B)', 'Metas anuales con objetivos (6B)')], {
        span: 6, hint: onScreen('Objectives are required for students who take alternate assessments.'),
      }),
    ),
    section('goals', words('Annual goals', 'Metas anuales'),
      rows('items', 'Annual goals', 'Metas anuales', words('Goal', 'Meta'), [
        int('goalNumber', 'Goal number', 'Número de meta', { by: ['sys'], span: 2 }),
        text('addedBy', 'Who suggested adding it', 'Quién sugirió agregarla', { by: ['team'], pre: 'M', when: 'goalAddedAtMeeting', hideUnless: 'goalAddedAtMeeting', span: 4, hint: onScreen('This goal was added at the meeting.') }),
        ref('areaOfNeed', 'Area of need', 'Área de necesidad', 'areaOfNeed', { ...WRITERS, span: 6 }),
        text('standardRef', 'State standard', 'Estándar estatal', { ...WRITERS, when: 'enablesCurriculum', span: 4 }),
        statement('baseline', 'Baseline', 'Nivel de partida', { ...WRITERS, span: 12, hint: onScreen('With a number: how much, how often, when measured.') }),
        statement('annualGoal', 'Measurable annual goal', 'Meta anual medible', {
          ...GOAL_TEXT, span: 12, hint: onScreen('Who, does what, by when, given what, how much, measured how.'),
          stem: words('By …, when given …, the student will … in … of … trials as measured by …', 'Para …, cuando se le dé …, el estudiante podrá … en … de … intentos, medido por …'),
        }),
        bool('enablesCurriculum', 'Enables progress in the general curriculum', 'Permite progresar en el plan de estudios general', { ...WRITERS, span: 4 }),
        bool('otherNeeds', 'Addresses another educational need', 'Atiende otra necesidad educativa', { ...WRITERS, span: 4 }),
        bool('linguisticallyAppropriate', 'Linguistically appropriate', 'Lingüísticamente apropiado', { ...WRITERS, when: 'englishLearner', span: 4 }),
        choices('transitionArea', 'Transition goal', 'Meta de transición', [
          one('training', 'Training or education', 'Capacitación o educación'),
          one('employment', 'Employment', 'Empleo'),
          one('living', 'Independent living', 'Vida independiente'),
        ], { when: 'servesPostsecondaryGoal', hideUnless: 'servesPostsecondaryGoal', span: 6 }),
        textList('personsResponsible', 'Person responsible', 'Persona responsable', { ...WRITERS, span: 12, hint: onScreen('Titles, not names.') }),
        ref('ownerProviderId', 'Provider who reports progress', 'Proveedor que informa del progreso', 'staff', { span: 6, hint: onScreen('Not printed.') }),
        rows('objectives', 'Short-term objectives', 'Objetivos a corto plazo', words('Objective', 'Objetivo'), [
          statement('text', 'Objective', 'Objetivo', { ...GOAL_TEXT, span: 9 }),
          date('byDate', 'By', 'Para el', { ...WRITERS, span: 3 }),
        ], { ...GOAL_TEXT, when: 'alternateAssessment', span: 12, hint: onScreen('At least two when an alternate assessment is chosen.') }),
        rows('progressReports', 'Progress reports', 'Informes de progreso', words('Progress report', 'Informe de progreso'), PROGRESS_FIELDS, { by: ['rsp', 'cm'], req: 'O', pre: 'A', span: 12 }),
        date('annualReviewDate', 'Annual review', 'Revisión anual', { ...WRITERS, req: 'O', pre: 'A', span: 3 }),
        yn('goalMet', 'Goal met', 'Meta alcanzada', { ...WRITERS, req: 'O', pre: 'A', span: 3 }),
        statement('annualReviewComment', 'Comment on the annual review', 'Comentario sobre la revisión anual', { ...WRITERS, req: 'O', pre: 'A', span: 12 }),
      ], { by: ['cm', 'rsp'], span: 12 }),
    ),
  ],
};
