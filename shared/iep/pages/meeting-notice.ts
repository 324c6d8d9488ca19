/** Promise: the notice that invites the parent (iep-forms.md 3.14; 34 CFR 300.322(a), (b); Ed. Code 56341.5). */
import type { PageDef } from '../definition.ts';
import { bool, choice, choices, date, derived, group, int, one, onScreen, other, PURPOSES, ref, section, signature, statement, text, textList, time, words } from './make.ts';

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
      // 34 CFR 300.321(a)(6), (f), 300.322(b)(1)(ii).
      derived('rightToBring', 'You may bring other people', 'Puede traer a otras personas', { span: 12, says: words(
        'You may bring other people who know your child or have special expertise about your child. If your child comes from early intervention (Part C), you may ask us to invite the Part C service coordinator to the first IEP meeting.',
        'Puede traer a otras personas que conozcan a su hijo(a) o que tengan conocimientos especiales sobre su hijo(a). Si su hijo(a) viene de intervención temprana (Parte C), puede pedirnos que invitemos a la primera reunión del IEP a quien coordina sus servicios de la Parte C.',
      ) }),
      derived('rightsNote', 'Procedural safeguards', 'Garantías procesales', { span: 12, says: words(
        'You and your child have rights, called procedural safeguards. You may have a copy of the notice of procedural safeguards at any time; ask us for one, or for help to understand it.',
        'Usted y su hijo(a) tienen derechos, llamados garantías procesales. Puede recibir una copia del aviso de garantías procesales en cualquier momento; pídanos una copia, o ayuda para entenderla.',
      ) }),
      // Ed. Code 56341.1(g).
      derived('recordingNote', 'Audio recording needs notice of 24 hours', 'Para grabar el audio se requiere aviso de 24 horas', { span: 12, says: words(
        'If you want to make an audio recording of the meeting, tell us at least 24 hours before. If the school wants to record, it tells you at least 24 hours before, and it does not record if you object.',
        'Si desea grabar el audio de la reunión, avísenos por lo menos 24 horas antes. Si la escuela desea grabar, le avisa por lo menos 24 horas antes, y no graba si usted se opone.',
      ) }),
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
        signature('sig', 'Signature', 'Firma', { ...REPLY, pre: 'M', span: 12 }),
      ], { ...REPLY, span: 12 }),
    ),
  ],
};
