/**
 * Promise: the two signature sheets of a session: who took part, and what the parent answers (iep-forms.md 3.10 and 3.11). The paper that
 * carries the ink is the legal record; these fields only say what is on it (decisions.md 22).
 */
import type { PageDef } from '../definition.ts';
import { AT_MEETING, PARENT, TEAM, YES_NO_NA, bool, choice, code, date, derived, group, int, one, rows, section, signature, statement, text, textList, time, words, yn } from './make.ts';

export const attendance: PageDef = {
  id: 'attendance',
  title: words('Signature Page: Who Took Part', 'Página de firmas: participantes'),
  short: words('Attendance', 'Asistencia'),
  formNo: '8A',
  instances: 'perSession',
  root: 'pages/attendance',
  appears: 'always',
  carriesDraftMark: false,
  partOfIep: true,
  sections: [
    section('session', undefined,
      int('sessionNo', 'Session', 'Sesión', { by: ['sys'], span: 3 }),
      date('sessionDate', 'Date', 'Fecha', { by: ['sys'], span: 3 }),
    ),
    section('participants', words('Team members', 'Miembros del equipo'),
      rows('participants', 'Team members', 'Miembros del equipo', words('Team member', 'Miembro del equipo'), [
        text('name', 'Name', 'Nombre', { ...TEAM, span: 4 }),
        text('title', 'Title', '', { ...TEAM, span: 4 }),
        choice('teamRole', 'Role in the team', '', [
          one('parent', 'Parent / guardian', 'Padre, madre o tutor(a)'),
          one('student', 'Student', 'Estudiante'),
          one('generalEducationTeacher', 'General education teacher', 'Maestro(a) de educación general'),
          one('specialEducationTeacher', 'Special education teacher', 'Maestro(a) de educación especial'),
          one('leaRepresentative', 'Administrator / designee', 'Administrador(a) o representante'),
          one('interpreterOfResults', 'Interprets evaluation results'),
          one('provider', 'Service provider', 'Proveedor de servicios'),
          one('agency', 'Other agency', 'Otra agencia'),
          one('languageInterpreter', 'Interpreter', 'Intérprete'),
          one('other', 'Other', 'Otro'),
        ], { ...TEAM, span: 4 }),
        choice('mode', 'Took part', '', [one('inPerson', 'In person', 'En persona'), one('video', 'By video', 'Por video'), one('phone', 'By telephone', 'Por teléfono')], { ...AT_MEETING, span: 3 }),
        time('from', 'From', '', { ...AT_MEETING, span: 2 }),
        time('to', 'To', '', { ...AT_MEETING, span: 2 }),
        signature('sig', 'Signature', 'Firma', { ...AT_MEETING, span: 4 }),
      ], { ...TEAM, span: 12, hint: words('A signature here says only that the person took part.', 'La firma indica solamente que la persona participó.') }),
      derived('requiredRolesMet', 'Required team members present', '', { pre: 'M' }),
      textList('excusedMembers', 'Excused members', 'Miembros dispensados', { pre: 'M', req: 'O', span: 12 }),
    ),
  ],
};

const SIGNED = [
  one('signed', 'Signed', 'Firmado'),
  one('refused', 'Refused', 'Se negó'),
  one('absent', 'Absent', 'Ausente'),
  one('remote', 'Remote', 'A distancia'),
  one('none', 'None', 'Ninguna'),
];
const SOURCE = [one('paper', 'On paper', 'En papel'), one('esign', 'Electronic', 'Electrónica')];

export const consent: PageDef = {
  id: 'consent',
  title: words('Signature and Parent Consent', 'Firma y consentimiento de los padres'),
  short: words('Consent', 'Consentimiento'),
  formNo: '8B',
  instances: 'perSession',
  root: 'pages/consent',
  appears: 'always',
  carriesDraftMark: false,
  partOfIep: true,
  sections: [
    section('session', undefined,
      int('sessionNo', 'Session', 'Sesión', { by: ['sys'], span: 3 }),
      date('sessionDate', 'Date', 'Fecha', { by: ['sys'], span: 3 }),
    ),
    section('received', words('Received and explained'),
      group('safeguardsGiven', 'Procedural safeguards', 'Garantías procesales', [
        yn('answer', 'Received and explained', '', { ...AT_MEETING, span: 3 }),
        date('date', 'Date', 'Fecha', { ...AT_MEETING, span: 3 }),
      ], { ...AT_MEETING, span: 12 }),
      choice('assessmentReportGiven', 'Copy of the assessment report received', '', YES_NO_NA, { ...AT_MEETING, when: 'eligibilityReviewed', span: 6 }),
      group('iepCopyGiven', 'I received a copy', 'Recibí una copia', [
        yn('answer', 'I received a copy', 'Recibí una copia', { pre: 'M', span: 3 }),
        date('date', 'Date', 'Fecha', { pre: 'M', span: 3 }),
        text('method', 'How', '', { pre: 'M', span: 6 }),
      ], { pre: 'M', span: 12 }),
      yn('translationRequested', 'I request a translation', 'Solicito una traducción', { ...PARENT, span: 6 }),
      code('translationLanguage', 'Language', 'Idioma', 'language', { ...PARENT, when: 'translationRequested', hideUnless: 'translationRequested', span: 6 }),
    ),
    section('participation', words('Participation', 'Participación'),
      choice('meaningfulParticipation', 'Took part meaningfully', 'Tuve una participación significativa', [one('Y', 'Yes', 'Sí'), one('N', 'No', 'No'), one('unchecked', 'Left unchecked', 'Sin marcar')], { ...PARENT, span: 6 }),
      code('parentFacilitated', 'The school helped me take part', 'La escuela facilitó mi participación', 'parentFacilitated', { ...PARENT, reported: true, span: 6 }),
    ),
    section('answer', words('Parent consent', 'Consentimiento de los padres'),
      choice('consentChoice', 'The parent’s answer', '', [
        one('agreeAll', 'I agree to all parts of the IEP', 'Estoy de acuerdo con todas las partes del IEP'),
        one('agreeExcept', 'I agree, except for', 'Estoy de acuerdo, excepto'),
        one('declineInitialServices', 'I decline first services', 'No acepto el inicio de los servicios'),
        one('notEligibleUnderstood', 'I understand that my child is not eligible', 'Entiendo que mi hijo(a) no es elegible'),
        one('noLongerEligibleUnderstood', 'I understand that my child is no longer eligible', 'Entiendo que mi hijo(a) ya no es elegible'),
        one('participationOnly', 'I took part (electronic signature only)', 'Participé (solo firma electrónica)'),
        one('none', 'No answer', 'Sin respuesta'),
      ], { ...PARENT, span: 12 }),
      rows('consentExceptions', 'With the exception of', 'Con la excepción de', words('Exception', 'Excepción'), [
        text('pageId', 'Page', 'Página', { ...PARENT, span: 3 }),
        text('fieldOrService', 'Service or item', '', { ...PARENT, span: 4 }),
        statement('parentWords', 'In the parent’s words', '', { ...PARENT, span: 12 }),
      ], { ...PARENT, when: 'agreeExcept', hideUnless: 'agreeExcept', span: 12 }),
      choice('medicalBillingConsent', 'Medi-Cal billing', 'Facturación a Medi-Cal', YES_NO_NA, { ...PARENT, req: 'O', span: 6, hint: words('After a separate written notice.') }),
      statement('parentComment', 'Parent’s statement', 'Declaración de los padres', { ...PARENT, req: 'O', span: 12 }),
    ),
    section('signatures', words('Signatures', 'Firmas'),
      rows('parentSignatures', 'Parent / guardian', 'Padre, madre o tutor(a)', words('Signature', 'Firma'), [
        text('printedName', 'Name', 'Nombre', { ...PARENT, span: 4 }),
        text('relation', 'Relation', 'Parentesco', { ...PARENT, span: 2 }),
        choice('outcome', 'Signature', 'Firma', SIGNED, { ...PARENT, span: 2 }),
        date('signedOn', 'Date', 'Fecha', { ...PARENT, when: 'lineSigned', span: 2 }),
        choice('source', 'Signed', 'Firmado', SOURCE, { ...PARENT, span: 2 }),
      ], { ...PARENT, when: 'notAdultStudent', span: 12 }),
      signature('adultStudentSignature', 'Adult student', 'Estudiante adulto(a)', { ...PARENT, when: 'adultStudent', hideUnless: 'adultStudent', span: 12 }),
      signature('interpreterSignature', 'Interpreter', 'Intérprete', { ...PARENT, when: 'interpreterNeeded', hideUnless: 'interpreterNeeded', span: 12 }),
      bool('privateSchoolNote', 'Parent places the student in private school', '', { pre: 'M', req: 'O', span: 6 }),
    ),
  ],
};
