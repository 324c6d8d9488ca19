/**
 * Promise: one round of progress reports for the student (iep-forms.md 3.15). What is said of each goal stands with the goal
 * (progress-fields.ts); this page holds what belongs to the round: its number, its date, who affirmed it and how it went home.
 */
import type { PageDef } from '../definition.ts';
import { choice, date, derived, int, one, section, text, words } from './make.ts';

const AFTER = { pre: 'A' } as const;

export const progressReport: PageDef = {
  id: 'progressReport',
  title: words('Progress Report on Goals', 'Informe de progreso de las metas'),
  short: words('Progress', 'Progreso'),
  formNo: 'P',
  instances: 'many',
  root: 'progressReportSchedule',
  appears: 'progressWritten',
  carriesDraftMark: false,
  partOfIep: false,
  sections: [
    section('round', undefined,
      int('reportNo', 'Report', 'Informe', { by: ['sys'], ...AFTER, span: 2 }),
      date('dueDate', 'Due', 'Fecha límite', { by: ['sys'], ...AFTER, span: 3 }),
      text('note', 'Note', 'Nota', { ...AFTER, req: 'O', span: 6 }),
      derived('affirmedBy', 'Affirmed by', 'Confirmado por', { ...AFTER, when: 'progressAffirmed', req: 'C' }),
      derived('affirmedAt', 'Affirmed at', 'Confirmado el', { ...AFTER, when: 'progressAffirmed', req: 'C' }),
      derived('correction', 'Takes the place of an earlier report, because', 'Reemplaza un informe anterior, porque', { ...AFTER, when: 'progressCorrected', hideUnless: 'progressCorrected', req: 'C', span: 12 }),
      choice('sentHow', 'Sent', 'Enviado', [
        one('mail', 'Mail', 'Correo postal'),
        one('handed', 'Handed over', 'Entregado en mano'),
        one('email', 'Email', 'Correo electrónico'),
        one('backpack', 'Backpack', 'Mochila del estudiante'),
        one('portal', 'Portal', 'Portal en línea'),
      ], { ...AFTER, when: 'progressAffirmed', span: 4 }),
      date('sentDate', 'Date sent', 'Fecha de envío', { ...AFTER, when: 'progressSent', span: 3 }),
    ),
  ],
};
