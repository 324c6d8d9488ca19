/**
 * Who speaks in the discussion log, in both languages (terms of iep-forms.md section 9). The log keeps the role as a text in English: a title of the
 * staff list that is not in the table was written by the district, and stands as it was written in either language.
 */
import type { Words } from './definition.ts';

const ROLES: Readonly<Record<string, string>> = {
  parent: 'Padre, madre o tutor(a)', guardian: 'Tutor(a)', student: 'Estudiante', interpreter: 'Intérprete', teacher: 'Maestro(a)', 'case manager': 'Encargado(a) del caso',
  'general education teacher': 'Maestro(a) de educación general', 'special education teacher': 'Maestro(a) de educación especial', 'education specialist': 'Especialista en educación especial',
  'school psychologist': 'Psicólogo(a) escolar', 'speech-language pathologist': 'Patólogo(a) del habla y lenguaje', 'occupational therapist': 'Terapeuta ocupacional', 'physical therapist': 'Fisioterapeuta',
  'school nurse': 'Enfermero(a) escolar', nurse: 'Enfermero(a)', counselor: 'Consejero(a)', principal: 'Director(a)', administrator: 'Administrador(a)', 'administrator / designee': 'Administrador(a) o representante',
  mother: 'madre', father: 'padre', grandmother: 'abuela', grandfather: 'abuelo', aunt: 'tía', uncle: 'tío', stepmother: 'madrastra', stepfather: 'padrastro', 'foster parent': 'padre o madre de crianza', resource: 'recursos',
};

/** `es` is empty where a part of the role has no Spanish words here. */
export function speakerWords(role: string): Words {
  // "Parent (mother)" and "Education Specialist (resource)": two roles, each with words of its own.
  const [, outer = role, inner] = /^([^()]+?)\s*\(([^()]+)\)$/u.exec(role.trim()) ?? [];
  const [said, more] = [outer, inner ?? ''].map((part) => ROLES[part.trim().toLowerCase()] ?? '');
  if (said === undefined || said === '' || (inner !== undefined && more === '')) return { en: role, es: '' };
  return { en: role, es: inner === undefined ? said : `${said} (${more})` };
}
