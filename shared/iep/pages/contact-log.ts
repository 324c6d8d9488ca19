/** Promise: every attempt to reach the parent, the evidence a meeting without one needs (iep-forms.md 3.16; 34 CFR 300.322(d)). */
import type { PageDef } from '../definition.ts';
import { choice, one, ref, section, statement, text, words } from './make.ts';

export const contactLog: PageDef = {
  id: 'contactLog',
  title: words('Parent Contact Log', 'Registro de contactos con los padres'),
  short: words('Contacts', 'Contactos'),
  formNo: 'C',
  instances: 'many',
  root: 'meeting/contactLog',
  appears: 'always',
  carriesDraftMark: false,
  partOfIep: false,
  sections: [
    section('contact', undefined,
      text('at', 'Date and time', 'Fecha y hora', { span: 3, hint: words('District time, as 2026-09-23T16:10') }),
      choice('channel', 'How', '', [
        one('phone', 'Telephone', 'Teléfono'),
        one('letter', 'Letter'),
        one('email', 'Email', 'Correo electrónico'),
        one('homeVisit', 'Home visit'),
        one('workVisit', 'Visit at work'),
        one('inPerson', 'In person', 'En persona'),
        one('backpack', 'Backpack'),
      ], { span: 3 }),
      ref('by', 'By', '', 'staff', { span: 6 }),
      statement('result', 'Result', 'Resultado', { span: 12 }),
      text('followUp', 'Follow-up', '', { req: 'O', span: 12 }),
    ),
  ],
};
