/** The fixed words of the paper itself, in the language of the print. Words of fields live in their definitions. */
import type { Words } from '../iep/definition.ts';
import { label } from '../iep/labels.ts';
import type { PaperLanguage } from './facts.ts';

export const PAPER_WORDS = {
  yes: { en: 'Yes', es: 'Sí' },
  no: { en: 'No', es: 'No' },
  ticked: { en: 'checked', es: 'marcado' },
  notTicked: { en: 'not checked', es: 'sin marcar' },
  student: { en: 'Student', es: 'Estudiante' },
  birthDate: { en: 'Date of birth', es: 'Fecha de nacimiento' },
  iepDate: { en: 'IEP date', es: 'Fecha del IEP' },
  sessionDate: { en: 'Session', es: 'Sesión' },
  page: { en: 'Page', es: 'Página' },
  of: { en: 'of', es: 'de' },
  printed: { en: 'Printed', es: 'Impreso' },
  code: { en: 'Code', es: 'Código' },
  content: { en: 'Content', es: 'Contenido' },
  form: { en: 'Form', es: 'Formulario' },
  draft: { en: 'DRAFT', es: 'BORRADOR' },
  draftLine: { en: 'DRAFT: for discussion; no decision has been made', es: 'BORRADOR: para conversar; no se ha tomado ninguna decisión' },
  parentCopy: { en: 'PARENT COPY', es: 'COPIA PARA LOS PADRES' },
  draftCopy: { en: 'DRAFT COPY', es: 'COPIA BORRADOR' },
  affirmed: { en: 'AFFIRMED', es: 'CONFIRMADO' },
  imported: { en: 'IMPORTED', es: 'IMPORTADO' },
  cleanCopy: { en: 'CLEAN COPY, NOT THE IEP', es: 'COPIA EN LIMPIO, NO ES EL IEP' },
  cleanOfSigned: { en: 'CLEAN COPY: typed from the signed IEP for easier reading. This is NOT the IEP.', es: 'COPIA EN LIMPIO: transcrita del IEP firmado para facilitar la lectura. Esta copia NO es el IEP.' },
  cleanOfUnsigned: { en: 'CLEAN COPY: typed from an IEP without a parent signature, for easier reading. This is NOT the IEP.', es: 'COPIA EN LIMPIO: transcrita de un IEP sin firma de los padres. Esta copia NO es el IEP.' },
  legalSigned: { en: 'The legal IEP is the paper with the original signatures dated', es: 'El IEP legal es el documento en papel con las firmas originales del' },
  legalUnsigned: { en: 'What counts is the paper of the meeting on', es: 'Lo que vale es el documento en papel de la reunión del' },
  signature: { en: 'Signature', es: 'Firma' },
  printedName: { en: 'Printed name', es: 'Nombre en letra de molde' },
  relation: { en: 'Relation or role', es: 'Parentesco o función' },
  date: { en: 'Date', es: 'Fecha' },
  dropped: { en: 'Goals considered and dropped at the meeting', es: 'Metas consideradas y retiradas en la reunión' },
  fromLastYear: { en: 'From last year', es: 'Del año pasado' },
  preparedBy: { en: 'Prepared by', es: 'Preparado por' },
  toBeConsidered: { en: 'To be considered', es: 'Por considerar' },
  about: { en: 'about', es: 'sobre' },
  answered: { en: 'Answered', es: 'Respuesta' },
  noAnswer: { en: 'No answer yet', es: 'Sin respuesta todavía' },
  why: { en: 'Why', es: 'Por qué' },
  action: { en: 'Action', es: 'Acción' },
  number: { en: 'No.', es: 'N.º' },
  goal: { en: 'Goal', es: 'Meta' },
  glance: { en: 'IEP at a Glance', es: 'El IEP de un vistazo' },
  notTheIep: { en: 'SUMMARY, NOT THE IEP', es: 'RESUMEN, NO ES EL IEP' },
  untranslated: { en: 'What the team wrote is in English and has not been translated', es: 'Lo que escribió el equipo está en inglés y no se ha traducido' },
  thisReport: { en: 'This report', es: 'Este informe' },
  earlierReports: { en: 'Earlier reports', es: 'Informes anteriores' },
  notReported: { en: 'Not reported to the state', es: 'No se reporta al estado' },
  continued: { en: 'Continued meeting of', es: 'Continuación de la reunión del' },
  originalDate: { en: 'original IEP date', es: 'fecha original del IEP' },
  index: { en: 'Prior written notice contents: where each element is in these notes', es: 'Contenido del aviso previo por escrito: dónde está cada elemento en estas notas' },
  sevenElements: { en: 'Contains the seven elements', es: 'Contiene los siete elementos' },
  sevenNotCompared: { en: 'Contains the seven elements; the offer was not compared with an earlier IEP', es: 'Contiene los siete elementos; la oferta no se comparó con un IEP anterior' },
  section: { en: 'Section', es: 'Sección' },
  further: { en: 'Further entries', es: 'Otros datos' },
  annex: { en: 'Annex: full text of boxes that did not fit', es: 'Anexo: texto completo de los recuadros que no cupieron' },
} as const satisfies Record<string, Words>;

export type PaperWord = keyof typeof PAPER_WORDS;

export function word(id: PaperWord, language: PaperLanguage): string {
  return label(PAPER_WORDS[id], language);
}
