/**
 * Promise: the two forms of the meeting's notes (iep-forms.md 3.12). Structured notes that are complete hold the seven elements of a
 * prior written notice (34 CFR 300.503(b); Ed. Code 56500.4); free notes are the alternative.
 */
import type { Choice, PageDef } from '../definition.ts';
import { DISPUTE_WORDS } from '../dispute-words.ts';
import { AT_MEETING, bool, choice, choices, date, derived, group, int, one, onScreen, other, PURPOSES, ref, refs, rows, section, statement, TEAM, text, time, words } from './make.ts';

const AT_TABLE = { pre: 'M' } as const;
/** Said of what a request is answered with; the check asks for answer and reason together (GAP-REQUEST). */
const OF_REQUEST = { ...AT_MEETING, req: 'O', hideUnless: 'noteIsRequest' } as const;

/** What a line of the discussion log is; a line without a kind, as older records have it, reads as information. */
export const NOTE_KINDS: readonly Choice[] = [
  one('suggestion', 'Suggestion', 'Sugerencia'),
  one('request', 'Request', 'Solicitud'),
  one('agreement', 'Agreement', 'Acuerdo'),
  one('disagreement', 'Disagreement', 'Desacuerdo'),
  one('information', 'Information', 'Información'),
];

const ANSWERS: readonly Choice[] = [
  one('agreed', 'Agreed', 'Aceptada'),
  one('refused', 'Refused', 'Rechazada'),
  one('tabled', 'Tabled', 'Aplazada'),
  one('assessmentPlan', 'Assessment plan', 'Plan de evaluación'),
];

export const meetingNotes: PageDef = {
  id: 'meetingNotes',
  title: words('IEP Team Meeting Notes', 'Notas de la reunión del equipo del IEP'),
  short: words('Free notes', 'Notas libres'),
  formNo: '9',
  instances: 'one',
  root: 'pages/meetingNotes',
  appears: 'freeNotes',
  carriesDraftMark: true,
  partOfIep: true,
  sections: [
    section('notes', undefined,
      date('date', 'Date', 'Fecha', { ...AT_MEETING, span: 3 }),
      text('noteTaker', 'Note-taker', 'Quien toma notas', { ...AT_MEETING, span: 6 }),
      statement('notes', 'Meeting notes', 'Notas de la reunión', { ...AT_MEETING, span: 12 }),
    ),
  ],
};

export const structuredNotes: PageDef = {
  id: 'structuredNotes',
  title: words('Structured Meeting Notes', 'Notas estructuradas de la reunión'),
  short: words('Notes', 'Notas'),
  formNo: 'SN',
  instances: 'one',
  root: 'pages/structuredNotes',
  appears: 'structuredNotes',
  carriesDraftMark: true,
  partOfIep: true,
  sections: [
    section('header', words('The meeting', 'La reunión'),
      group('header', 'Session', 'Sesión', [
        int('sessionNo', 'Session', 'Sesión', { by: ['sys'], span: 2 }),
        date('date', 'Date', 'Fecha', { span: 3 }),
        time('start', 'Start', 'Inicio', { span: 2 }),
        time('end', 'End', 'Fin', { pre: 'M', span: 2 }),
        text('place', 'Place', 'Lugar', { span: 3 }),
        choices('purposes', 'Purpose of meeting', 'Propósito de la reunión', PURPOSES, { span: 12 }),
        other('purposes', 'Other purpose', 'Otro propósito', { span: 12 }),
        text('noteTaker', 'Note-taker', 'Quien toma notas', { span: 4 }),
        text('interpreter', 'Interpreter', 'Intérprete', { when: 'interpreterNeeded', span: 4 }),
        text('recording', 'Recording', 'Grabación', { span: 4, hint: onScreen('Needs notice of 24 hours. Ed. Code 56341.1(g)'), stem: words('No one asked to record.', 'Nadie pidió grabar la reunión.') }),
      ], { span: 12 }),
      statement('earlierSessionNote', 'What happened at the earlier session', 'Lo que pasó en la sesión anterior', { ...AT_MEETING, when: 'continuedMeeting', hideUnless: 'continuedMeeting', span: 12 }),
      statement('introductions', 'Who took part', 'Quién participó', { ...AT_MEETING, span: 12, hint: onScreen('Names, roles, members excused.') }),
    ),
    section('safeguards', words('Procedural safeguards', 'Garantías procesales'),
      statement('safeguardsNote', 'Safeguards given, questions asked', 'Garantías entregadas, preguntas hechas', { ...AT_MEETING, span: 12, stem: words('The procedural safeguards were offered; the parent …', 'Se ofrecieron las garantías procesales; el padre, la madre o el tutor …') }),
      statement('safeguardsHowToGetCopy', 'How to obtain a copy', 'Cómo obtener una copia', { by: ['sys'], ...AT_TABLE, span: 12 }),
      rows('assistanceSources', 'Whom parents can contact for help', 'A quién pueden acudir los padres', words('Source of help', 'Fuente de ayuda'), [
        text('name', 'Name', 'Nombre', { by: ['sys'], ...AT_TABLE, span: 6 }),
        text('contact', 'Phone or web', 'Teléfono o web', { by: ['sys'], ...AT_TABLE, span: 6 }),
      ], { by: ['sys'], ...AT_TABLE, span: 12, hint: onScreen('At least two.') }),
    ),
    section('discussion', words('Discussion', 'Conversación'),
      statement('parentInput', 'Parent concerns, priorities and information', 'Preocupaciones, prioridades e información de los padres', { ...AT_MEETING, span: 12, hint: onScreen('If the parent is absent: the attempts that were made.') }),
      rows('basis', 'Assessments, procedures, records and reports used', 'Evaluaciones, procedimientos, expedientes e informes usados', words('Basis', 'Fundamento'), [
        derived('id', 'Reference', 'Referencia'),
        choice('kind', 'Kind', 'Tipo', [
          one('assessment', 'Assessment', 'Evaluación'),
          one('record', 'Record', 'Expediente'),
          one('report', 'Report', 'Informe'),
          one('observation', 'Observation', 'Observación'),
          one('parentReport', 'Parent report', 'Información de los padres'),
        ], { span: 3 }),
        text('title', 'Title', 'Título', { span: 6 }),
        date('date', 'Date', 'Fecha', { span: 3 }),
        text('author', 'Author', 'Autor(a)', { span: 4 }),
        statement('whatItShowed', 'What it showed', 'Lo que mostró', { span: 12 }),
      ], { span: 12 }),
      statement('progressReviewed', 'Progress on last year’s goals and present levels', 'Progreso en las metas del año pasado y niveles actuales de desempeño', { ...AT_MEETING, span: 12 }),
      statement('eligibilityNote', 'Eligibility', 'Elegibilidad', { ...AT_MEETING, when: 'eligibilityReviewed', span: 12 }),
      rows('topics', 'Discussion log', 'Registro de la conversación', words('Entry', 'Anotación'), [
        time('time', 'Time', 'Hora', { ...AT_MEETING, span: 2 }),
        choice('kind', 'Kind', 'Tipo', NOTE_KINDS, { ...AT_MEETING, req: 'O', span: 12 }),
        ref('pageId', 'Page', 'Página', 'page', { ...AT_MEETING, span: 3 }),
        text('speakerRole', 'Who', 'Quién', { ...AT_MEETING, span: 3 }),
        ref('about', 'About', 'Sobre', 'place', { ...AT_MEETING, req: 'O', span: 6 }),
        statement('text', 'What was said', 'Lo que se dijo', { ...AT_MEETING, span: 12 }),
        choice('answer', 'Answer', 'Respuesta', ANSWERS, { ...OF_REQUEST, span: 8 }),
        ref('actionRef', 'Action', 'Acción', 'action', { ...OF_REQUEST, hideUnless: 'noteRequestRefused', span: 4 }),
        statement('why', 'Why', 'Por qué', { ...OF_REQUEST, span: 12 }),
      ], { ...AT_MEETING, req: 'O', span: 12, hint: onScreen('Suggestions, requests, agreements, with their time.') }),
      statement('goalsNote', 'Goals: added, changed, dropped', 'Metas: agregadas, cambiadas, retiradas', { ...AT_MEETING, span: 12 }),
    ),
    section('decisions', words('Options and actions', 'Opciones y acciones'),
      rows('options', 'Options considered', 'Opciones consideradas', words('Option', 'Opción'), [
        statement('description', 'Option', 'Opción', { ...TEAM, span: 6 }),
        choice('kind', 'Kind', 'Tipo', [one('placement', 'Placement', 'Colocación'), one('service', 'Service', 'Servicio'), one('support', 'Support', 'Apoyo')], { ...TEAM, span: 3 }),
        bool('selected', 'Selected', 'Elegida', { ...TEAM, span: 3 }),
        statement('whyRejected', 'Reason for rejecting', 'Motivo del rechazo', { ...TEAM, when: 'optionNotSelected', span: 12 }),
      ], { ...TEAM, span: 12, hint: onScreen('At least two; say why each one not chosen was rejected.') }),
      rows('actions', 'Actions proposed or refused', 'Acciones propuestas o rechazadas', words('Action', 'Acción'), [
        derived('id', 'Reference', 'Referencia'),
        choice('verdict', 'Proposed or refused', 'Propuesta o rechazada', [one('propose', 'Proposed', 'Propuesta'), one('refuse', 'Refused', 'Rechazada')], { ...AT_MEETING, span: 3 }),
        choice('kind', 'Concerns', 'Se refiere a', [
          one('identification', 'Identification', 'Identificación'),
          one('evaluation', 'Evaluation', 'Evaluación'),
          one('placement', 'Placement', 'Colocación'),
          one('fape', 'FAPE', 'FAPE'),
        ], { ...AT_MEETING, span: 3 }),
        date('effectiveDate', 'Takes effect', 'Entra en vigor', { ...AT_MEETING, span: 3 }),
        statement('description', 'Action', 'Acción', { ...AT_MEETING, span: 12 }),
        statement('why', 'Why', 'Por qué', { ...AT_MEETING, span: 12 }),
        refs('basisRefs', 'Based on', 'Basada en', 'basis', { ...AT_MEETING, span: 12 }),
      ], { ...AT_MEETING, span: 12 }),
      rows('parentRequests', 'Parent requests and answers', 'Solicitudes de los padres y respuestas', words('Request', 'Solicitud'), [
        statement('request', 'Request', 'Solicitud', { ...AT_MEETING, span: 6 }),
        choice('answer', 'Answer', 'Respuesta', ANSWERS, { ...AT_MEETING, span: 3 }),
        ref('actionRef', 'Action', 'Acción', 'action', { ...AT_MEETING, when: 'requestRefused', span: 3 }),
        statement('why', 'Why', 'Por qué', { ...AT_MEETING, span: 12 }),
      ], { ...AT_MEETING, req: 'O', span: 12, hint: onScreen('A refused request also needs an action that is refused.') }),
      statement('otherFactors', 'Other relevant factors', 'Otros factores pertinentes', { ...AT_MEETING, span: 12, stem: words('There were no other factors: …', 'No hubo otros factores: …') }),
      statement('offerSummary', 'The one offer of FAPE', 'La oferta única de FAPE', { ...AT_MEETING, span: 12, hint: onScreen('One paragraph that names every service and the setting.') }),
    ),
    section('closing', words('Agreements and closing', 'Acuerdos y cierre'),
      statement('agreements', 'What was agreed', 'Lo que se acordó', { ...AT_MEETING, span: 12 }),
      statement('disagreements', 'What was not agreed, by whom, why', 'Lo que no se acordó, por parte de quién y por qué', { ...AT_MEETING, span: 12, stem: words('There was no disagreement: …', 'No hubo desacuerdo: …') }),
      statement('disputeResolution', 'How a disagreement can be settled', 'Cómo se puede resolver un desacuerdo', { ...AT_MEETING, when: 'disagreementNoted', hideUnless: 'disagreementNoted', span: 12, hint: onScreen('Printed in the parent copy. Ed. Code 56500.3, 56501'), stem: DISPUTE_WORDS }),
      group('participationConcern', 'Concern about meaningful participation', 'Preocupación por la participación significativa', [
        statement('concern', 'Concern', 'Preocupación', { ...AT_MEETING, span: 12 }),
        statement('discussion', 'Discussion', 'Conversación', { ...AT_MEETING, span: 12 }),
        statement('decision', 'Decision of the team', 'Decisión del equipo', { ...AT_MEETING, span: 12 }),
      ], { ...AT_MEETING, when: 'participationNotConfirmed', hideUnless: 'participationNotConfirmed', span: 12 }),
      rows('followUps', 'Who does what by when', 'Quién hace qué y para cuándo', words('Task', 'Tarea'), [
        text('owner', 'Who', 'Quién', { ...AT_MEETING, span: 3 }),
        text('task', 'What', 'Qué', { ...AT_MEETING, span: 6 }),
        date('due', 'By', 'Para el', { ...AT_MEETING, span: 3 }),
      ], { ...AT_MEETING, req: 'O', span: 12 }),
      choice('outcome', 'Outcome', 'Resultado', [
        one('completed', 'Completed', 'Terminada'),
        one('tabled', 'Tabled', 'Aplazada'),
        one('toBeContinued', 'To be continued', 'Continuará'),
      ], { ...AT_TABLE, span: 4 }),
      statement('outcomeReason', 'Why the meeting goes on another day', 'Por qué la reunión sigue otro día', { ...AT_TABLE, when: 'meetingNotCompleted', hideUnless: 'meetingNotCompleted', span: 8 }),
      date('reconveneDate', 'Reconvene date', 'Fecha para reanudar la reunión', { ...AT_TABLE, when: 'meetingNotCompleted', hideUnless: 'meetingNotCompleted', span: 4 }),
      group('closing', 'Closing', 'Cierre', [
        statement('statement', 'Copy handed over, how the meeting ended', 'Copia entregada, cómo terminó la reunión', { ...AT_TABLE, span: 9 }),
        time('time', 'Adjourned at', 'Terminó a las', { ...AT_TABLE, span: 3 }),
      ], { ...AT_TABLE, span: 12 }),
      derived('pwnCheck', 'Prior written notice contents', 'Contenido del aviso previo por escrito', { pre: 'M' }),
    ),
  ],
};
