/** Promise: a member is excused only with both signatures and, when the area is discussed, with written input first (iep-forms.md 3.16; 34 CFR 300.321(e)). */
import type { PageDef } from '../definition.ts';
import { choice, date, one, ref, section, statement, text, words } from './make.ts';

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
      choice('extent', 'For', '', [one('whole', 'The whole meeting'), one('part', 'Part of the meeting')], { span: 6 }),
      choice('kind', 'Area of this member', '', [one('notDiscussed', 'Not discussed'), one('discussed', 'Discussed')], { span: 6 }),
      text('area', 'Area', '', { span: 6 }),
      statement('writtenInput', 'Written input', '', { by: ['rsp'], when: 'memberAreaDiscussed', hideUnless: 'memberAreaDiscussed', span: 12 }),
      date('inputDate', 'Input given', '', { by: ['rsp'], when: 'memberAreaDiscussed', hideUnless: 'memberAreaDiscussed', span: 4, hint: words('Before the meeting.') }),
      date('parentSig', 'Parent signed', '', { by: ['par'], span: 4 }),
      date('leaSig', 'District signed', '', { by: ['lea'], span: 4 }),
    ),
  ],
};
