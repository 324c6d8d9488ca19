/** Promise: how the IEP is carried out when school cannot be held for more than ten days (iep-forms.md 3.9; Ed. Code 56345(a)(9)). */
import type { FieldDef, PageDef } from '../definition.ts';
import { TEAM, choice, choices, int, one, ref, rows, section, statement, text, words } from './make.ts';

const LINE: readonly FieldDef[] = [
  ref('serviceRef', 'Service', 'Servicio', 'service', { ...TEAM, span: 4 }),
  text('means', 'Means', 'Medio', { ...TEAM, span: 4 }),
  int('minutes', 'Minutes', 'Minutos', { ...TEAM, span: 2 }),
  text('frequency', 'Frequency', 'Frecuencia', { ...TEAM, span: 2 }),
];

const SERVICE = words('Service', 'Servicio');

export const emergencyProgram: PageDef = {
  id: 'emergencyProgram',
  title: words('Emergency Circumstances Program', 'Programa para circunstancias de emergencia'),
  short: words('Emergency', 'Emergencia'),
  formNo: 'E',
  instances: 'one',
  root: 'pages/emergencyProgram',
  appears: 'always',
  carriesDraftMark: true,
  partOfIep: true,
  sections: [
    section('when', words('When it applies', 'Cuándo se aplica'),
      choice('layout', 'Form', 'Formulario', [one('A', 'Layout A', 'Formato A'), one('B', 'Layout B', 'Formato B')], { req: 'O', span: 4 }),
      choices('emConditions', 'Conditions covered', 'Situaciones previstas', [
        one('fire', 'Fire', 'Incendio'),
        one('flood', 'Flood', 'Inundación'),
        one('impassableRoads', 'Impassable roads', 'Caminos intransitables'),
        one('epidemic', 'Epidemic', 'Epidemia'),
        one('earthquake', 'Earthquake', 'Terremoto'),
        one('safetyHazard', 'Safety hazard', 'Peligro para la seguridad'),
        one('transportStrike', 'Transportation strike', 'Huelga de transporte'),
        one('officialOrder', 'Official order', 'Orden oficial'),
      ], { by: ['sys'], span: 12 }),
      choices('emMeans', 'Means', 'Medios', [
        one('liveOnline', 'Live online', 'En línea en vivo'),
        one('recorded', 'Recorded lessons', 'Lecciones grabadas'),
        one('packets', 'Packets', 'Paquetes de trabajo'),
        one('phone', 'Telephone', 'Teléfono'),
        one('inPersonIfAllowed', 'In person if allowed', 'En persona si se permite'),
      ], { ...TEAM, span: 12 }),
    ),
    section('services', words('Services', 'Servicios'),
      rows('emSpecialEd', 'Special education', 'Educación especial', SERVICE, LINE, { ...TEAM, when: 'eligible', span: 12 }),
      rows('emRelated', 'Related services', 'Servicios relacionados', SERVICE, LINE, { ...TEAM, when: 'relatedServices', span: 12 }),
      statement('emAids', 'Supplementary aids and services', 'Ayudas y servicios suplementarios', { ...TEAM, span: 12 }),
      statement('emTransition', 'Transition services', 'Servicios de transición', { ...TEAM, when: 'transitionServices', span: 12 }),
      statement('emEsy', 'Extended school year (ESY)', 'Año escolar extendido (ESY)', { ...TEAM, span: 12 }),
      statement('emHealthOrder', 'Public health orders', 'Órdenes de salud pública', { by: ['sys'], span: 12, stem: words('This program follows any public health order in force and begins when school cannot be held for more than ten school days.', 'Este programa sigue toda orden de salud pública vigente y comienza cuando no puede haber clases por más de diez días escolares.') }),
    ),
  ],
};
