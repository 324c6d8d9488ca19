/** Promise: a member is excused only with both signatures and, when the area is discussed, with written input first (iep-forms.md 3.16; 34 CFR 300.321(e)). */
import type { PageDef } from '../definition.ts';
import { choice, date, one, onScreen, ref, section, statement, text, words } from './make.ts';

export const excusal: PageDef = {
  id: 'excusal',
  title: words('Excusal of a Team Member', 'Dispensa de un miembro del equipo'),
  short: words('Excusal', 'Dispensa'),
  formNo: 'X',
  instances: 'many',
  root: 'meeting/excusals',
  appears: 'always',
  carriesDraftMark: false,
  partOfIep: false,
  sections: [
    section('who', undefined,
      ref('member', 'Excused member', 'Miembro dispensado', 'staff', { span: 6 }),
      choice('extent', 'For', 'Para', [one('whole', 'The whole meeting', 'Toda la reunión'), one('part', 'Part of the meeting', 'Parte de la reunión')], { span: 6 }),
      choice('kind', 'Area of this member', 'Área de este miembro', [one('notDiscussed', 'Not discussed', 'No se trata'), one('discussed', 'Discussed', 'Se trata')], { span: 6 }),
      text('area', 'Area', 'Área', { span: 6 }),
      statement('writtenInput', 'Written input', 'Aporte por escrito', { by: ['rsp'], when: 'memberAreaDiscussed', hideUnless: 'memberAreaDiscussed', span: 12 }),
      date('inputDate', 'Input given', 'Aporte entregado', { by: ['rsp'], when: 'memberAreaDiscussed', hideUnless: 'memberAreaDiscussed', span: 4, hint: onScreen('Before the meeting.') }),
      date('parentSig', 'Parent signed', 'Firmó el padre o la madre', { by: ['par'], inInk: true, span: 4 }),
      date('leaSig', 'District signed', 'Firmó el distrito', { by: ['lea'], inInk: true, span: 4 }),
    ),
  ],
};
