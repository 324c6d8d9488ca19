/** Promise: the offer of FAPE, services: what is done for the student, how much, where, from when to when (iep-forms.md 3.7; 34 CFR 300.320(a)(4), (7)). */
import type { FieldDef, PageDef } from '../definition.ts';
import { bool, choice, choices, code, date, derived, int, one, onScreen, other, ref, rows, section, statement, TEAM, text, words, yn } from './make.ts';

const start = date('startDate', 'Start date', 'Fecha de inicio', { ...TEAM, span: 3 });
const end = date('endDate', 'End date', 'Fecha de término', { ...TEAM, span: 3 });
const place = text('location', 'Location', 'Lugar', { ...TEAM, span: 6 });
const often = text('frequency', 'Frequency', 'Frecuencia', { ...TEAM, span: 3 });
const long = text('duration', 'Duration', 'Duración', { ...TEAM, span: 3 });

/** The columns of a service line; regular year and extended school year share them. */
const SERVICE: readonly FieldDef[] = [
  derived('id', 'Reference', 'Referencia', { req: 'O', hint: onScreen('Other pages point at the service by it.') }),
  code('code', 'Service', 'Servicio', 'service', { ...TEAM, reported: true, span: 6 }),
  other('code', 'Other service', 'Otro servicio', { ...TEAM, span: 6 }),
  derived('serviceName', 'Service', 'Servicio', { req: 'O' }),
  start,
  end,
  code('provider', 'Provider', 'Proveedor', 'provider', { ...TEAM, reported: true, span: 4 }),
  text('npaId', 'Nonpublic agency', 'Agencia no pública', { ...TEAM, reported: true, when: 'nonpublicAgency', hideUnless: 'nonpublicAgency', span: 2 }),
  choices('delivery', 'Individual / Group', 'Individual / En grupo', [
    one('ind', 'Individual', 'Individual'),
    one('grp', 'Group', 'En grupo'),
    one('secTransition', 'Secondary transition', 'Transición (secundaria)'),
  ], { ...TEAM, span: 6 }),
  int('minutes', 'Minutes', 'Minutos', { ...TEAM, reported: true, span: 2, hint: onScreen('Total per period') }),
  code('frequency', 'Frequency', 'Frecuencia', 'frequency', { ...TEAM, reported: true, span: 3 }),
  other('frequency', 'Other frequency', 'Otra frecuencia', { ...TEAM, span: 3 }),
  derived('frequencyName', 'Frequency', 'Frecuencia', { req: 'O' }),
  text('sessions', 'Sessions', 'Sesiones', { ...TEAM, req: 'O', span: 6, hint: onScreen('For example: 5 sessions of 40 minutes') }),
  code('location', 'Location', 'Lugar', 'location', { ...TEAM, reported: true, span: 6 }),
  other('location', 'Other location', 'Otro lugar', { ...TEAM, span: 6 }),
  derived('locationName', 'Location', 'Lugar', { req: 'O' }),
  statement('comment', 'Comments', 'Comentarios', { ...TEAM, when: 'serviceNotReported', span: 12, hint: onScreen('How it is delivered. With parts of one service, the split belongs here.') }),
  derived('esy', 'Extended school year', 'Año escolar extendido (ESY)', { req: 'O' }),
  bool('dnr', 'Not reported to the state', 'No se reporta al estado', { span: 3, hint: onScreen('Tick DNR on every further part of a service that is already reported.') }),
  ref('mainServiceRef', 'Part of service', 'Parte del servicio', 'service', { by: ['sys'], when: 'serviceNotReported', hideUnless: 'serviceNotReported', span: 3 }),
];

export const fapeServices: PageDef = {
  id: 'fapeServices',
  title: words('Offer of FAPE: Services', 'Oferta de educación pública gratuita y apropiada (FAPE): Servicios'),
  short: words('Services', 'Servicios'),
  formNo: '7A',
  instances: 'one',
  root: 'pages/fapeServices',
  appears: 'always',
  carriesDraftMark: true,
  partOfIep: true,
  sections: [
    section('options', words('Options considered', 'Opciones consideradas'),
      statement('optionsConsidered', 'Service options considered', 'Opciones de servicio consideradas', { ...TEAM, span: 12, hint: onScreen('All of them, beginning with the general class with supports.') }),
      statement('lreHarmfulEffects', 'Harmful effects considered', 'Efectos perjudiciales considerados', { ...TEAM, span: 12, hint: onScreen('On the student, and on the quality of services. 34 CFR 300.116(d)') }),
    ),
    section('supports', words('Supplementary aids and services', 'Ayudas y servicios suplementarios'),
      yn('accommodationsNeeded', 'Accommodations needed', 'Se necesitan adaptaciones (acomodaciones)', { ...TEAM, span: 12 }),
      rows('accommodations', 'Accommodations', 'Adaptaciones (acomodaciones)', words('Accommodation', 'Adaptación'), [
        statement('text', 'Accommodation', 'Adaptación (acomodación)', { ...TEAM, span: 12 }), start, end, place,
      ], { ...TEAM, when: 'accommodationsNeeded', hideUnless: 'accommodationsNeeded', span: 12 }),
      yn('modificationsNeeded', 'Modifications needed', 'Se necesitan modificaciones', { ...TEAM, span: 12 }),
      rows('modifications', 'Modifications', 'Modificaciones', words('Modification', 'Modificación'), [
        statement('text', 'Modification', 'Modificación', { ...TEAM, span: 12 }), start, end, often, long, place,
      ], { ...TEAM, when: 'modificationsNeeded', hideUnless: 'modificationsNeeded', span: 12 }),
      yn('otherSupportsNeeded', 'Other supports needed', 'Se necesitan otros apoyos', { ...TEAM, span: 12, hint: onScreen('For school personnel, for the student, or on the student’s behalf.') }),
      rows('otherSupports', 'Supports for school personnel', 'Apoyos para el personal escolar', words('Support', 'Apoyo'), [
        statement('text', 'Support', 'Apoyo', { ...TEAM, span: 12 }),
        choice('toSupport', 'Supports', 'Apoya a', [one('student', 'Student', 'Estudiante'), one('personnel', 'School personnel', 'Personal escolar')], { ...TEAM, span: 3 }),
        start, end, often, long, place,
      ], { ...TEAM, when: 'otherSupportsNeeded', hideUnless: 'otherSupportsNeeded', span: 12 }),
    ),
    section('services', words('Special education and related services', 'Educación especial y servicios relacionados'),
      rows('services', 'Services', 'Servicios', words('Service', 'Servicio'), SERVICE, { ...TEAM, reported: true, when: 'eligible', span: 12 }),
    ),
    section('transportation', words('Transportation', 'Transporte'),
      yn('transportation', 'Special education transportation', 'Transporte de educación especial', { ...TEAM, reported: true, span: 12 }),
      statement('transportationDetail', 'How, or why it is not needed', 'Cómo, o por qué no se necesita', { ...TEAM, span: 12, stem: words('The student comes to school as other students do because …', 'El estudiante llega a la escuela como los demás estudiantes porque …') }),
    ),
    section('esy', words('Extended school year (ESY)', 'Año escolar extendido (ESY)'),
      yn('esyOffered', 'Extended school year offered', 'Se ofrece año escolar extendido (ESY)', { ...TEAM, span: 12 }),
      statement('esyRationale', 'Rationale', 'Justificación', { ...TEAM, span: 12, hint: onScreen('Whatever the answer is.'), stem: words('The team looked at … and decided that …', 'El equipo examinó … y decidió que …') }),
      rows('esyServices', 'Extended school year services', 'Servicios del año escolar extendido (ESY)', words('Service', 'Servicio'), SERVICE, { ...TEAM, reported: true, when: 'esyOffered', hideUnless: 'esyOffered', span: 12 }),
    ),
  ],
};
