/** Promise: the notice that invites the parent (iep-forms.md 3.14; 34 CFR 300.322(a), (b); Ed. Code 56341.5). */
import type { PageDef } from '../definition.ts';
import { bool, choice, choices, date, derived, group, int, one, onScreen, other, PURPOSES, ref, section, statement, text, textList, time, words } from './make.ts';

const REPLY = { by: ['par'], req: 'O' } as const;

export const meetingNotice: PageDef = {
  id: 'meetingNotice',
  title: words('Notice of Meeting', 'Aviso de reunión'),
  short: words('Notice', 'Aviso'),
  formNo: 'N',
  instances: 'many',
  root: 'meeting/notice',
  appears: 'always',
  carriesDraftMark: false,
  partOfIep: false,
  sections: [
    section('sent', words('Sent', 'Enviado'),
      int('noticeNo', 'Notice', 'Aviso', { by: ['sys'], span: 2 }),
      text('language', 'Language', 'Idioma', { req: 'O', span: 2 }),
      date('noticeDate', 'Date', 'Fecha', { span: 3 }),
      ref('sentBy', 'Sent by', 'Enviado por', 'staff', { span: 4 }),
      choices('sentHow', 'How', 'Cómo', [
        one('mail', 'Mail', 'Correo postal'),
        one('handed', 'Handed over', 'Entregado en mano'),
        one('email', 'Email', 'Correo electrónico'),
        one('backpack', 'Backpack', 'Mochila del estudiante'),
        one('portal', 'Portal', 'Portal en línea'),
      ], { span: 12 }),
    ),
    section('meeting', words('Meeting', 'Reunión'),
      date('meetingDate', 'Date', 'Fecha', { span: 3 }),
      time('meetingTime', 'Time', 'Hora', { span: 3 }),
      text('meetingPlace', 'Place', 'Lugar', { span: 6 }),
      text('remoteInfo', 'By telephone or video', 'Por teléfono o video', { span: 12 }),
      choices('purposes', 'Purpose of meeting', 'Propósito de la reunión', PURPOSES, { span: 12 }),
      other('purposes', 'Other purpose', 'Otro propósito', { span: 12 }),
      textList('invited', 'Who will attend', 'Quién asistirá', { span: 12, hint: onScreen('Titles and names; the student from transition age on; other agencies by name.') }),
      textList('excusalRequest', 'Members proposed for excusal', 'Miembros que se propone dispensar', { req: 'O', span: 12 }),
      derived('rightToBring', 'You may bring other people', 'Puede traer a otras personas'),
      derived('rightsNote', 'Procedural safeguards', 'Garantías procesales'),
      derived('recordingNote', 'Audio recording needs notice of 24 hours', 'Para grabar el audio se requiere aviso de 24 horas'),
    ),
    section('reply', words('Parent’s reply', 'Respuesta de los padres'),
      group('parentReply', 'Reply', 'Respuesta', [
        date('date', 'Date', 'Fecha', { ...REPLY, span: 3 }),
        choice('answer', 'Answer', 'Respuesta', [
          one('attend', 'I will attend', 'Asistiré'),
          one('remote', 'By telephone or video', 'Por teléfono o video'),
          one('otherTime', 'Another time, please', 'Prefiero otra fecha u hora'),
          one('goAheadWithout', 'Go ahead without me', 'Procedan sin mí'),
        ], { ...REPLY, span: 6 }),
        text('bringing', 'I will bring', 'Vendré con', { ...REPLY, span: 6 }),
        bool('interpreter', 'I need an interpreter', 'Necesito intérprete', { ...REPLY, span: 3 }),
        bool('record', 'I will record the meeting', 'Grabaré la reunión', { ...REPLY, span: 3 }),
        statement('comment', 'Comments', 'Comentarios', { ...REPLY, span: 12 }),
      ], { ...REPLY, span: 12 }),
    ),
  ],
};
