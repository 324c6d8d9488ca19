/** Promise: a change between annual meetings, with or without a meeting (iep-forms.md 3.13; 34 CFR 300.324(a)(4), (6); Ed. Code 56380.1). */
import type { PageDef } from '../definition.ts';
import { choice, date, one, ref, rows, section, signature, statement, text, words, yn } from './make.ts';

export const amendment: PageDef = {
  id: 'amendment',
  title: words('Amendment / Addendum', 'Enmienda / Anexo'),
  short: words('Amendment', 'Enmienda'),
  formNo: '10',
  instances: 'one',
  root: 'pages/amendment',
  appears: 'amendment',
  carriesDraftMark: true,
  partOfIep: true,
  sections: [
    section('what', undefined,
      date('amendmentDate', 'Amendment date', '', { span: 4 }),
      date('baseMeetingDate', 'IEP being amended', '', { span: 4, hint: words('The annual date does not change.') }),
      choice('method', 'How it was agreed', '', [one('meeting', 'At a meeting'), one('withoutMeeting', 'Without a meeting'), one('correction', 'Correction of a data error; nothing agreed changes')], { span: 4 }),
      statement('reason', 'Reason', '', { span: 12 }),
      rows('changes', 'Changes', '', words('Change'), [
        ref('pageId', 'Page', 'Página', 'page', { span: 4 }),
        text('fieldPath', 'Item', '', { span: 4 }),
        date('effectiveDate', 'Takes effect', '', { span: 4 }),
        statement('before', 'Change from', 'Cambio de', { by: ['sys'], span: 6 }),
        statement('after', 'Change to', 'Cambio a', { span: 6 }),
      ], { span: 12, reported: true, hint: words('Reported when the changed item is.') }),
    ),
    section('after', words('Who was told'),
      rows('teamInformed', 'Team members informed', '', words('Team member', 'Miembro del equipo'), [
        text('name', 'Name', 'Nombre', { pre: 'A', span: 6 }),
        date('date', 'Date', 'Fecha', { pre: 'A', span: 3 }),
        text('how', 'How', '', { pre: 'A', span: 3 }),
      ], { pre: 'A', span: 12 }),
      yn('revisedCopyRequested', 'Parent wants the IEP with the changes built in', '', { by: ['par'], pre: 'M', hideUnless: 'amendmentSigned', span: 12 }),
    ),
    section('signatures', words('Signatures', 'Firmas'),
      signature('noMeetingAgreement', 'Parent agrees not to meet', '', { by: ['par'], pre: 'M', when: 'amendmentWithoutMeeting', hideUnless: 'amendmentWithoutMeeting', span: 12 }),
      rows('signatures', 'Signatures', 'Firmas', words('Signature', 'Firma'), [
        text('title', 'Parent, LEA representative or participant', '', { by: ['par', 'lea'], pre: 'M', span: 4 }),
        signature('sig', 'Signature', 'Firma', { by: ['par', 'lea'], pre: 'M', span: 8 }),
      ], { by: ['par', 'lea'], pre: 'M', hideUnless: 'amendmentSigned', span: 12 }),
    ),
  ],
};
