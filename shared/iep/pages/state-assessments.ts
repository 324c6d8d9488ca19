/** Promise: how the student takes each state and district test (iep-forms.md 3.5; 34 CFR 300.320(a)(6)). */
import type { PageDef } from '../definition.ts';
import { choice, one, onScreen, other, rows, section, statement, TEAM, textList, words } from './make.ts';

const TESTS = [
  one('CAASPP-ELA', 'English language arts', 'Lengua y literatura en inglés'),
  one('CAASPP-MATH', 'Mathematics', 'Matemáticas'),
  one('CAST', 'Science', 'Ciencias'),
  one('ELPAC', 'ELPAC', 'ELPAC'),
  one('ELPAC-INITIAL', 'ELPAC, initial', 'ELPAC, inicial'),
  one('ELPAC-SUMMATIVE', 'ELPAC, summative', 'ELPAC, sumativo'),
  one('PFT', 'Physical fitness', 'Aptitud física'),
  one('DRDP', 'Desired Results Developmental Profile', 'Perfil de desarrollo de resultados deseados (DRDP)'),
  one('DISTRICT', 'District-wide test', 'Prueba de todo el distrito'),
  one('OTHER', 'Other', 'Otra'),
];

const PARTICIPATION = [
  one('outOfRange', 'Not tested in this grade', 'No se aplica en este grado'),
  one('noSupports', 'Without supports', 'Sin apoyos'),
  one('designatedSupports', 'With designated supports', 'Con apoyos designados'),
  one('accommodations', 'With accommodations', 'Con adaptaciones'),
  one('both', 'With designated supports and accommodations', 'Con apoyos designados y adaptaciones'),
  one('alternate', 'Alternate assessment', 'Evaluación alterna'),
  one('exemptByLaw', 'Exempt by law', 'Exento(a) por ley'),
];

export const stateAssessments: PageDef = {
  id: 'stateAssessments',
  title: words('Statewide Assessments', 'Evaluaciones estatales'),
  short: words('Assessments', 'Evaluaciones'),
  formNo: '5',
  instances: 'one',
  root: 'pages/stateAssessments',
  appears: 'always',
  carriesDraftMark: true,
  partOfIep: true,
  sections: [
    section('tests', words('Tests', 'Pruebas'),
      rows('tests', 'State tests', 'Pruebas estatales', words('Test', 'Prueba'), [
        choice('testCode', 'Test', 'Prueba', TESTS, { ...TEAM, span: 4 }),
        other('testCode', 'Other test', 'Otra prueba', { ...TEAM, span: 4 }),
        choice('participation', 'How the student takes part', 'Cómo participa el estudiante', PARTICIPATION, { ...TEAM, span: 8 }),
        textList('embedded', 'Embedded resources', 'Recursos integrados', { ...TEAM, when: 'resourceUnnamed', span: 4 }),
        textList('nonEmbedded', 'Non-embedded resources', 'Recursos no integrados', { ...TEAM, when: 'resourceUnnamed', span: 4 }),
        textList('unlisted', 'Unlisted resources', 'Recursos no enumerados', { ...TEAM, when: 'resourceUnnamed', span: 4, hint: onScreen('Need approval of the state.') }),
      ], { ...TEAM, span: 12, hint: onScreen('One line for every test of the grade; with supports, name at least one.') }),
    ),
    section('alternate', words('Alternate assessment', 'Evaluación alterna'),
      statement('alternateReason', 'Why the student cannot take the regular test', 'Por qué el estudiante no puede tomar la prueba regular', { ...TEAM, when: 'alternateAssessment', hideUnless: 'alternateAssessment', span: 12 }),
      statement('alternateAppropriate', 'Why the alternate test is appropriate', 'Por qué la prueba alterna es apropiada', { ...TEAM, when: 'alternateAssessment', hideUnless: 'alternateAssessment', span: 12 }),
    ),
    section('district', words('District-wide assessments', 'Evaluaciones de todo el distrito'),
      statement('districtAssessments', 'District-wide tests and accommodations', 'Pruebas de todo el distrito y adaptaciones', { ...TEAM, span: 12 }),
    ),
  ],
};
