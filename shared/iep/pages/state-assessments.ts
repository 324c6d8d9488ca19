/** Promise: how the student takes each state and district test (iep-forms.md 3.5; 34 CFR 300.320(a)(6)). */
import type { PageDef } from '../definition.ts';
import { TEAM, choice, one, other, rows, section, statement, textList, words } from './make.ts';

const TESTS = [
  one('CAASPP-ELA', 'English language arts'),
  one('CAASPP-MATH', 'Mathematics', 'Matemáticas'),
  one('CAST', 'Science', 'Ciencias'),
  one('ELPAC', 'ELPAC', 'ELPAC'),
  one('ELPAC-INITIAL', 'ELPAC, initial'),
  one('ELPAC-SUMMATIVE', 'ELPAC, summative'),
  one('PFT', 'Physical fitness'),
  one('DRDP', 'Desired Results Developmental Profile'),
  one('DISTRICT', 'District-wide test'),
  one('OTHER', 'Other', 'Otro'),
];

const PARTICIPATION = [
  one('outOfRange', 'Not tested in this grade'),
  one('noSupports', 'Without supports'),
  one('designatedSupports', 'With designated supports', 'Con apoyos designados'),
  one('accommodations', 'With accommodations', 'Con adaptaciones (acomodaciones)'),
  one('both', 'With designated supports and accommodations', 'Con apoyos designados y adaptaciones'),
  one('alternate', 'Alternate assessment', 'Evaluación alterna'),
  one('exemptByLaw', 'Exempt by law'),
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
        choice('participation', 'How the student takes part', '', PARTICIPATION, { ...TEAM, span: 8 }),
        textList('embedded', 'Embedded resources', '', { ...TEAM, when: 'resourceUnnamed', span: 4 }),
        textList('nonEmbedded', 'Non-embedded resources', '', { ...TEAM, when: 'resourceUnnamed', span: 4 }),
        textList('unlisted', 'Unlisted resources', '', { ...TEAM, when: 'resourceUnnamed', span: 4, hint: words('Need approval of the state.') }),
      ], { ...TEAM, span: 12, hint: words('One line for every test of the grade; with supports, name at least one.') }),
    ),
    section('alternate', words('Alternate assessment', 'Evaluación alterna'),
      statement('alternateReason', 'Why the student cannot take the regular test', '', { ...TEAM, when: 'alternateAssessment', hideUnless: 'alternateAssessment', span: 12 }),
      statement('alternateAppropriate', 'Why the alternate test is appropriate', '', { ...TEAM, when: 'alternateAssessment', hideUnless: 'alternateAssessment', span: 12 }),
    ),
    section('district', words('District-wide assessments'),
      statement('districtAssessments', 'District-wide tests and accommodations', '', { ...TEAM, span: 12 }),
    ),
  ],
};
