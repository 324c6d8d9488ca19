/** Promise: every attempt to reach the parent, the evidence a meeting without one needs (iep-forms.md 3.16; 34 CFR 300.322(d)). */
import type { PageDef } from '../definition.ts';
import { bool, choice, one, onScreen, ref, section, statement, text, words } from './make.ts';

/** Whoever of the school reached for the parent writes it down. */
const ANY = { by: ['cm', 'rsp', 'lea'] } as const;

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
      text('at', 'Date and time', 'Fecha y hora', { ...ANY, span: 3, hint: onScreen('District time, as 2026-09-23T16:10') }),
      choice('channel', 'How', 'Cómo', [
        one('phone', 'Telephone', 'Teléfono'),
        one('letter', 'Letter', 'Carta'),
        one('email', 'Email', 'Correo electrónico'),
        one('homeVisit', 'Home visit', 'Visita al hogar'),
        one('workVisit', 'Visit at work', 'Visita al trabajo'),
        one('inPerson', 'In person', 'En persona'),
        one('backpack', 'Backpack', 'Mochila del estudiante'),
      ], { ...ANY, span: 3 }),
      ref('by', 'By', 'Hecho por', 'staff', { ...ANY, span: 6 }),
      statement('result', 'Result', 'Resultado', { ...ANY, span: 12 }),
      bool('asksForMeeting', 'Parents ask in writing for a meeting', 'Los padres piden una reunión por escrito', { ...ANY, req: 'O', span: 12, hint: onScreen('The meeting is held within 30 days. Ed. Code 56343.5') }),
      text('followUp', 'Follow-up', 'Seguimiento', { ...ANY, req: 'O', span: 12 }),
    ),
  ],
};
