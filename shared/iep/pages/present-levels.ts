/** Promise: where the student stands now, in every area (iep-forms.md 3.3; 34 CFR 300.320(a)(1)). */
import type { FieldDef, PageDef } from '../definition.ts';
import { choice, date, group, int, one, onScreen, PARENT, rows, section, statement, TEAM, text, textList, words, yn } from './make.ts';

const RESULTS = [one('pass', 'Passed', 'Aprobó'), one('fail', 'Failed', 'No aprobó'), one('other', 'Other', 'Otro')];

function screening(id: string, en: string, es: string): FieldDef {
  return group(id, en, es, [
    date('date', 'Date', 'Fecha', { by: ['rsp'], when: 'screeningDone', span: 3 }),
    choice('result', 'Result', 'Resultado', RESULTS, { by: ['rsp'], span: 3 }),
    text('note', 'Note', 'Nota', { by: ['rsp'], when: 'screeningOther', span: 6, hint: onScreen('With "Other", say why there is no result.') }),
  ], { by: ['rsp'], area: 'health', span: 12 });
}

function scores(): readonly FieldDef[] {
  return [
    text('test', 'Test', 'Prueba', { span: 4 }),
    int('year', 'Year', 'Año', { span: 2 }),
    int('score', 'Score', 'Puntaje', { req: 'O', span: 3 }),
    text('level', 'Level', 'Nivel', { span: 3 }),
  ];
}

const SCORE = words('Result', 'Resultado');

export const presentLevels: PageDef = {
  id: 'presentLevels',
  title: words('Present Levels of Academic Achievement and Functional Performance', 'Niveles actuales de aprovechamiento académico y desempeño funcional'),
  short: words('Present levels', 'Niveles actuales de desempeño'),
  formNo: '3',
  instances: 'one',
  root: 'pages/presentLevels',
  appears: 'always',
  carriesDraftMark: true,
  partOfIep: true,
  sections: [
    section('strengthsAndConcerns', words('Strengths and concerns', 'Fortalezas y preocupaciones'),
      statement('strengths', 'Strengths, preferences and interests', 'Fortalezas, preferencias e intereses', { span: 12 }),
      statement('parentConcerns', 'Parent concerns', 'Preocupaciones de los padres', {
        ...PARENT, span: 12,
        hint: onScreen('Heard at the meeting, in the parent’s own words; never prepared ahead.'),
        stem: words('The parent could not be reached; the team tried …', 'No fue posible comunicarse con los padres; el equipo intentó …'),
      }),
    ),
    section('results', words('Test results', 'Resultados de pruebas'),
      rows('statewideScores', 'Statewide test results', 'Resultados de pruebas estatales', SCORE, scores(), { when: 'testedGrade', span: 12 }),
      rows('altAssessmentScores', 'Alternate assessment', 'Evaluación alterna', SCORE, scores(), { when: 'alternateAssessment', span: 12 }),
      rows('elpacScores', 'ELPAC results', 'Resultados de ELPAC', SCORE, scores(), { when: 'englishLearner', hideUnless: 'englishLearner', span: 12 }),
      statement('fitnessResults', 'Physical fitness', 'Aptitud física', { by: ['cm', 'rsp'], span: 12, stem: words('The state fitness test is given in grades 5, 7 and 9; the student has …', 'La prueba estatal de aptitud física se da en los grados 5, 7 y 9; el estudiante tiene …') }),
      statement('otherAssessments', 'Other assessments', 'Otras evaluaciones', { by: ['cm', 'rsp'], span: 12, hint: onScreen('District, individual and preschool (DRDP) results, with dates.') }),
    ),
    section('screenings', words('Screenings', 'Exámenes de detección'),
      screening('hearingScreen', 'Hearing screening', 'Examen de la audición'),
      screening('visionScreen', 'Vision screening', 'Examen de la vista'),
    ),
    section('areas', words('Present levels', 'Niveles actuales de desempeño'),
      statement('academicSkills', 'Academic achievement', 'Aprovechamiento académico', { span: 12, hint: onScreen('Pre-academic, academic and functional skills; class performance in every subject.') }),
      statement('communication', 'Communication', 'Comunicación', { by: ['rsp'], area: 'communication', span: 12, stem: words('Communication is age-appropriate: …', 'La comunicación es apropiada para su edad: …') }),
      statement('motor', 'Gross / fine motor', 'Motricidad gruesa / fina', { by: ['rsp'], area: 'motor', span: 12, stem: words('Motor skills are age-appropriate: …', 'Las destrezas motoras son apropiadas para su edad: …') }),
      statement('socialEmotional', 'Social-emotional / behavior', 'Área socioemocional / conducta', { by: ['rsp'], area: 'psychology', span: 12 }),
      statement('vocational', 'Vocational', 'Vocacional', { span: 12 }),
      statement('adaptive', 'Adaptive / daily living', 'Conducta adaptativa / vida diaria', { span: 12 }),
      statement('health', 'Health', 'Salud', { by: ['rsp'], area: 'health', span: 12, stem: words('The nurse has no health concern that affects education: …', 'El personal de enfermería no tiene preocupaciones de salud que afecten la educación: …') }),
      yn('healthPlan', 'Individual health plan', 'Plan individual de salud', { by: ['rsp'], area: 'health', span: 6 }),
    ),
    section('needs', words('Areas of need', 'Áreas de necesidad'),
      textList('areasOfNeed', 'Areas of need', 'Áreas de necesidad', { ...TEAM, span: 12, hint: onScreen('One line each; every area has at least one goal.') }),
    ),
  ],
};
