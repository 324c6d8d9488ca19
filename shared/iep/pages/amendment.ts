/** Promise: a change between annual meetings, with or without a meeting (iep-forms.md 3.13; 34 CFR 300.324(a)(4), (6); Ed. Code 56380.1). */
import type { PageDef } from '../definition.ts';
import { choice, date, one, onScreen, ref, rows, section, signature, statement, text, words, yn } from './make.ts';

export const amendment: PageDef = {
  id: 'amendment',
  title: words('Amendment / Addendum', 'Enmienda / Adenda'),
  short: words('Amendment', 'Enmienda'),
  formNo: '10',
  instances: 'one',
  root: 'pages/amendment',
  appears: 'amendment',
  carriesDraftMark: true,
  partOfIep: true,
  sections: [
    section('what', undefined,
      date('amendmentDate', 'Amendment date', 'Fecha de la enmienda', { span: 4 }),
      date('baseMeetingDate', 'IEP being amended', 'IEP que se enmienda', { span: 4, hint: onScreen('The annual date does not change.') }),
      choice('method', 'How it was agreed', 'Cómo se acordó', [one('meeting', 'At a meeting', 'En una reunión'), one('withoutMeeting', 'Without a meeting', 'Sin reunión'), { ...one('correction', 'Correction of a data error; nothing agreed changes', 'Corrección de un error de datos; nada de lo acordado cambia'), offeredWhen: 'correction' }], { span: 4 }),
      statement('reason', 'Reason', 'Motivo', { span: 12 }),
      rows('changes', 'Changes', 'Cambios', words('Change', 'Cambio'), [
        ref('pageId', 'Page', 'Página', 'page', { span: 4 }),
        text('fieldPath', 'Item', 'Punto', { span: 4 }),
        date('effectiveDate', 'Takes effect', 'Entra en vigor', { span: 4 }),
        statement('before', 'Change from', 'Cambio de', { by: ['sys'], span: 6 }),
        statement('after', 'Change to', 'Cambio a', { span: 6 }),
      ], { span: 12, reported: true, hint: onScreen('Reported when the changed item is.') }),
    ),
    section('after', words('Who was told', 'A quién se informó'),
      rows('teamInformed', 'Team members informed', 'Miembros del equipo informados', words('Team member', 'Miembro del equipo'), [
        text('name', 'Name', 'Nombre', { pre: 'A', span: 6 }),
        date('date', 'Date', 'Fecha', { pre: 'A', span: 3 }),
        text('how', 'How', 'Cómo', { pre: 'A', span: 3 }),
      ], { pre: 'A', span: 12 }),
      yn('revisedCopyRequested', 'Parent wants the IEP with the changes built in', 'Los padres piden el IEP con los cambios incorporados', { by: ['par'], pre: 'M', hideUnless: 'amendmentSigned', span: 12 }),
    ),
    section('signatures', words('Signatures', 'Firmas'),
      signature('noMeetingAgreement', 'Parent agrees not to meet', 'Los padres aceptan no reunirse', { by: ['par'], pre: 'M', when: 'amendmentWithoutMeeting', hideUnless: 'amendmentWithoutMeeting', span: 12 }),
      rows('signatures', 'Signatures', 'Firmas', words('Signature', 'Firma'), [
        text('title', 'Parent, LEA representative or participant', 'Padre o madre, representante de la LEA o participante', { by: ['par', 'lea'], pre: 'M', span: 4 }),
        signature('sig', 'Signature', 'Firma', { by: ['par', 'lea'], pre: 'M', span: 8 }),
      ], { by: ['par', 'lea'], pre: 'M', hideUnless: 'amendmentSigned', span: 12 }),
    ),
  ],
};
