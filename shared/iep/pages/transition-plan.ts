/** Promise: the individual transition plan, both sheets (iep-forms.md 3.2; 34 CFR 300.320(b), Ed. Code 56345.1). */
import type { FieldDef, PageDef, SectionDef } from '../definition.ts';
import { AT_MEETING, choice, choices, code, date, GRADUATION, int, one, onScreen, other, refs, rows, section, statement, TEAM, text, textList, words, YES_NO_NA, yn } from './make.ts';

/** One postsecondary goal and what serves it; three blocks of the same shape. */
function goalBlock(name: 'Training' | 'Employment' | 'Living', en: string, es: string, required: boolean): SectionDef {
  const id = `psg${name}`;
  const need = required ? {} : ({ when: 'livingGoalWritten' } as const);
  return section(id, words(en, es),
    statement(id, `Postsecondary goal: ${en.toLowerCase()}`, `Meta postsecundaria: ${es.toLowerCase()}`, {
      ...TEAM, span: 12,
      ...(required ? {} : { req: 'C' as const, when: 'transitionDue' }),
      stem: words('Upon completion of school I will …', 'Al terminar la escuela, yo …'),
      ...(required ? {} : { hint: onScreen('If none is appropriate, a sentence says why.') }),
    }),
    code(`${id}ServiceCode`, 'Transition service', 'Servicio de transición', 'service', { ...TEAM, ...need, span: 6 }),
    other(`${id}ServiceCode`, 'Other transition service', 'Otro servicio de transición', { ...TEAM, span: 6 }),
    statement(`${id}Activities`, 'Activities', 'Actividades', { ...TEAM, ...need, span: 12 }),
    statement(`${id}Community`, 'Community experiences', 'Experiencias en la comunidad', { ...TEAM, req: 'O', span: 6 }),
    statement(`${id}RelatedServices`, 'Related services', 'Servicios relacionados', { ...TEAM, req: 'O', span: 6 }),
    refs(`${id}LinkedGoals`, 'Linked annual goals', 'Metas anuales vinculadas', 'goalNumber', { ...TEAM, ...need, span: 6 }),
    text(`${id}Responsible`, 'Person responsible', 'Persona responsable', { ...TEAM, ...need, span: 6 }),
  );
}

/** What a plan must hold is asked for only when there is one: a team that puts it off in high school gives its reason instead (AB 438). */
function planned(section: SectionDef): SectionDef {
  return { ...section, fields: section.fields.map((field) => (field.req === 'R' ? { ...field, req: 'C', when: 'transitionPlanned' } : field)) };
}

function stateItem(n: number, en: string, es: string): FieldDef {
  const said = { pre: 'M', reported: true, when: 'transitionDue', span: 6 } as const;
  return n === 8 ? choice('t8', en, es, [one('Y', 'Yes', 'Sí'), one('N', 'No', 'No'), one('NA', 'Not applicable', 'No aplica')], said) : yn(`t${n}`, en, es, said);
}

export const transitionPlan: PageDef = {
  id: 'transitionPlan',
  title: words('Individual Transition Plan', 'Plan individual de transición'),
  short: words('Transition', 'Transición'),
  formNo: '2',
  instances: 'one',
  root: 'pages/transitionPlan',
  appears: 'transitionConsidered',
  carriesDraftMark: true,
  partOfIep: true,
  sections: ([
    section('deferral', undefined,
      statement('transitionDeferralReason', 'Why there is no transition plan yet', 'Por qué todavía no hay plan de transición', { ...AT_MEETING, when: 'transitionDeferred', hideUnless: 'transitionDeferred', span: 12, stem: words('The team considered transition planning and decided to begin later because …', 'El equipo consideró la planificación de la transición y decidió comenzar más adelante porque …') }),
    ),
    section('participation', words('Participation', 'Participación'),
      yn('studentInvited', 'Student invited', 'Se invitó al estudiante', { span: 4 }),
      choice('agenciesInvited', 'Agencies invited', 'Agencias invitadas', YES_NO_NA, { span: 4, hint: onScreen('Yes needs the consent of the parent or adult student first.') }),
      date('agencyConsentDate', 'Consent to invite them', 'Consentimiento para invitarlas', { when: 'agenciesInvited', span: 4 }),
      textList('agencyNames', 'Which agencies', 'Qué agencias', { when: 'agenciesInvited', span: 12 }),
      choices('studentParticipation', 'How the student took part', 'Cómo participó el estudiante', [
        one('present', 'Present at the meeting', 'Presente en la reunión'),
        one('interviewPrior', 'Interview before the meeting', 'Entrevista antes de la reunión'),
        one('inventories', 'Interest inventories', 'Inventarios de intereses'),
        one('questionnaire', 'Questionnaire', 'Cuestionario'),
        one('other', 'Other', 'Otra'),
      ], { span: 12 }),
      other('studentParticipation', 'Other way the student took part', 'Otra forma de participación del estudiante', { span: 12 }),
    ),
    section('assessments', words('Transition assessments', 'Evaluaciones para la transición'),
      yn('ageAppropriateAssessments', 'Age-appropriate transition assessments used', 'Se usaron evaluaciones de transición apropiadas para la edad', { span: 12 }),
      rows('assessmentList', 'Assessments', 'Evaluaciones', words('Assessment', 'Evaluación'), [text('name', 'Assessment', 'Evaluación', { span: 9 }), date('date', 'Date', 'Fecha', { span: 3 })], { span: 12 }),
      statement('assessmentResults', 'Results', 'Resultados', { span: 12, hint: onScreen('Strengths, interests, needs.') }),
    ),
    goalBlock('Training', 'Training or education', 'Capacitación o educación', true),
    goalBlock('Employment', 'Employment', 'Empleo', true),
    goalBlock('Living', 'Independent living', 'Vida independiente', false),
    section('study', words('Course of study', 'Plan de cursos'),
      rows('courseOfStudy', 'Course of study', 'Plan de cursos', words('Year', 'Año'), [text('year', 'Year', 'Año', { span: 3 }), text('courses', 'Courses', 'Cursos', { span: 9 })], { span: 12, hint: onScreen('Through the year the student leaves school.') }),
      choice('graduationPlan', 'Graduation plan', 'Plan de graduación', GRADUATION, { ...TEAM, span: 4 }),
      other('graduationPlan', 'Other graduation plan', 'Otro plan de graduación', { ...TEAM, span: 4 }),
      int('creditsRequired', 'Credits required', 'Créditos requeridos', { span: 4 }),
      int('creditsEarned', 'Credits earned', 'Créditos obtenidos', { span: 4 }),
      date('anticipatedCompletion', 'Anticipated completion', 'Finalización prevista', { span: 4 }),
    ),
    section('majority', words('Age of majority', 'Mayoría de edad'),
      date('majorityNoticeDate', 'Student informed of the transfer of rights', 'Se informó al estudiante de la transferencia de derechos', { pre: 'M', when: 'seventeenThisYear', span: 6 }),
      statement('rightsStatement', 'Transfer of rights', 'Transferencia de derechos', { pre: 'M', when: 'seventeenThisYear', span: 12, stem: words('The student and the parent were told that rights pass to the student at age 18.', 'Se informó al estudiante y a los padres que los derechos pasan al estudiante a los 18 años.') }),
    ),
    section('state', words('State transition items', 'Datos de transición que se reportan al estado'),
      stateItem(1, 'Measurable postsecondary goals', 'Metas postsecundarias medibles'),
      stateItem(2, 'Goals updated yearly', 'Metas actualizadas cada año'),
      stateItem(3, 'Based on an age-appropriate assessment', 'Basadas en una evaluación apropiada para la edad'),
      stateItem(4, 'Transition services', 'Servicios de transición'),
      stateItem(5, 'Services that support the postsecondary goals', 'Servicios que apoyan las metas postsecundarias'),
      stateItem(6, 'Annual goals tied to transition', 'Metas anuales vinculadas con la transición'),
      stateItem(7, 'Student took part', 'El estudiante participó'),
      stateItem(8, 'Agency took part', 'La agencia participó'),
    ),
  ] as const).map(planned),
};
