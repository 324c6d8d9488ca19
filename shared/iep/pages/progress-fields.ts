/**
 * Promise: one progress report on one goal (iep-forms.md 3.15). It lives with its goal, `goals/items/@goal/progressReports/@report`, so
 * that goal and reporting provider are known from where it stands and cannot contradict it.
 */
import type { FieldDef } from '../definition.ts';
import { bool, choice, choices, date, int, one, other, statement, yn } from './make.ts';

const AFTER = { pre: 'A' } as const;

export const PROGRESS_FIELDS: readonly FieldDef[] = [
  int('reportNo', 'Report', 'Informe', { by: ['sys'], ...AFTER, span: 2 }),
  date('dueDate', 'Due', 'Fecha límite', { by: ['sys'], ...AFTER, span: 3 }),
  date('reportDate', 'Date', 'Fecha', { by: ['rsp', 'cm'], ...AFTER, when: 'progressStarted', span: 3 }),
  choice('progressCode', 'Progress', 'Progreso', [
    one('1', 'No progress', 'Sin progreso'),
    one('2', 'Partial progress (1 to 49 %)', 'Progreso parcial (1 a 49 %)'),
    one('3', 'Substantial progress (50 to 99 %)', 'Progreso considerable (50 a 99 %)'),
    one('4', 'Goal met or exceeded', 'Meta alcanzada o superada'),
  ], { by: ['rsp', 'cm'], ...AFTER, when: 'progressStarted', span: 4 }),
  statement('summary', 'Summary of progress', 'Resumen del progreso', { by: ['rsp', 'cm'], ...AFTER, when: 'progressStarted', span: 12 }),
  statement('comment', 'Comments', 'Comentarios', { by: ['rsp', 'cm'], ...AFTER, req: 'O', span: 12 }),
  yn('sufficient', 'On course to meet the goal by its date', 'En camino de alcanzar la meta para su fecha', { by: ['rsp', 'cm'], ...AFTER, when: 'progressStarted', span: 4 }),
  choice('insufficientReason', 'Why not', 'Por qué no', [
    one('moreTime', 'More time needed', 'Se necesita más tiempo'),
    one('absences', 'Absences', 'Ausencias'),
    one('workNotCompleted', 'Work not completed', 'Trabajo sin terminar'),
    one('goalNeedsReview', 'Goal needs review', 'La meta debe revisarse'),
    one('other', 'Other', 'Otro'),
  ], { by: ['rsp', 'cm'], ...AFTER, when: 'progressInsufficient', span: 4 }),
  other('insufficientReason', 'Other reason', 'Otro motivo', { by: ['rsp', 'cm'], ...AFTER, span: 4 }),
  choices('measuredBy', 'Measured by', 'Se midió con', [
    one('standardized', 'Standardized test', 'Prueba estandarizada'),
    one('criterion', 'Criterion test', 'Prueba basada en criterios'),
    one('teacherMade', 'Teacher-made test', 'Prueba hecha por el maestro o la maestra'),
    one('workSamples', 'Work samples', 'Muestras de trabajo'),
    one('portfolio', 'Portfolio', 'Portafolio'),
    one('exhibit', 'Exhibit', 'Exposición'),
    one('languageSample', 'Language sample', 'Muestra de lenguaje'),
    one('observation', 'Observation', 'Observación'),
    one('other', 'Other', 'Otro'),
  ], { by: ['rsp', 'cm'], ...AFTER, req: 'O', span: 8 }),
  other('measuredBy', 'Measured by what else', 'Otra forma de medir', { by: ['rsp', 'cm'], ...AFTER, span: 4 }),
  bool('providerDone', 'Provider has finished this report', 'El proveedor terminó este informe', { by: ['rsp', 'cm'], ...AFTER, when: 'progressStarted', span: 4 }),
];
