/**
 * Everything a person can ask of the app by menu or key, by a stable id. The menu shows the keys; the page listens for them, because only the
 * page knows whether a text box, a dialog or the document should answer.
 */

export type MenuName = 'file' | 'edit' | 'meeting' | 'help';

export interface Command {
  readonly id: string;
  readonly menu: MenuName;
  readonly label: { readonly en: string; readonly es: string };
  /** Electron accelerator text, `CmdOrCtrl+P`; absent = menu only. */
  readonly keys?: string;
  /** A line above this item. */
  readonly startsGroup?: true;
}

export const COMMANDS = [
  { id: 'file.import', menu: 'file', label: { en: 'Import an IEP…', es: 'Importar un IEP…' }, keys: 'CmdOrCtrl+O' },
  { id: 'file.addStudent', menu: 'file', label: { en: 'Add a student…', es: 'Agregar un estudiante…' } },
  { id: 'file.readiness', menu: 'file', label: { en: "Can this laptop run tomorrow's meeting offline?…", es: '¿Puede esta computadora con la reunión de mañana sin red?…' } },
  { id: 'file.print', menu: 'file', label: { en: 'Print…', es: 'Imprimir…' }, keys: 'CmdOrCtrl+P', startsGroup: true },
  { id: 'file.progress', menu: 'file', label: { en: 'Print progress reports of the whole caseload…', es: 'Imprimir los informes de progreso de todos los estudiantes…' }, keys: 'CmdOrCtrl+Shift+G' },
  { id: 'file.deliver', menu: 'file', label: { en: 'Deliver to the district now', es: 'Enviar al distrito ahora' }, startsGroup: true },
  { id: 'file.lock', menu: 'file', label: { en: 'Lock', es: 'Bloquear' }, keys: 'CmdOrCtrl+L', startsGroup: true },
  { id: 'file.takeBack', menu: 'file', label: { en: 'Take back words kept elsewhere…', es: 'Recuperar palabras guardadas en otro lugar…' } },
  { id: 'edit.undo', menu: 'edit', label: { en: 'Undo', es: 'Deshacer' }, keys: 'CmdOrCtrl+Z' },
  { id: 'edit.redo', menu: 'edit', label: { en: 'Redo', es: 'Rehacer' }, keys: 'CmdOrCtrl+Y' },
  { id: 'edit.stem', menu: 'edit', label: { en: 'Insert a sentence to start from', es: 'Insertar una frase para empezar' }, keys: 'CmdOrCtrl+Shift+S', startsGroup: true },
  { id: 'edit.nextPlace', menu: 'edit', label: { en: 'Next open place (…) in this text', es: 'Siguiente espacio por llenar (…) en este texto' }, keys: 'F4' },
  { id: 'edit.palette', menu: 'edit', label: { en: 'Find a page, a field or an action…', es: 'Buscar una página, un campo o una acción…' }, keys: 'CmdOrCtrl+K', startsGroup: true },
  { id: 'edit.find', menu: 'edit', label: { en: 'Find words in this IEP, its PDF, History or the library', es: 'Buscar palabras en este IEP, su PDF, el historial o la biblioteca' }, keys: 'CmdOrCtrl+F' },
  { id: 'row.add', menu: 'edit', label: { en: 'Add a row or goal', es: 'Añadir una fila o meta' }, keys: 'CmdOrCtrl+Enter', startsGroup: true },
  { id: 'row.copy', menu: 'edit', label: { en: 'Copy this row or goal', es: 'Copiar esta fila o meta' }, keys: 'CmdOrCtrl+D' },
  { id: 'row.up', menu: 'edit', label: { en: 'Move this row or goal up', es: 'Subir esta fila o meta' }, keys: 'Alt+Up' },
  { id: 'row.down', menu: 'edit', label: { en: 'Move this row or goal down', es: 'Bajar esta fila o meta' }, keys: 'Alt+Down' },
  { id: 'row.remove', menu: 'edit', label: { en: 'Remove this row or goal', es: 'Quitar esta fila o meta' }, keys: 'CmdOrCtrl+Shift+Backspace' },
  { id: 'meeting.open', menu: 'meeting', label: { en: 'Open the meeting…', es: 'Abrir la reunión…' } },
  { id: 'meeting.discussed', menu: 'meeting', label: { en: 'Mark this page discussed', es: 'Marcar esta página como conversada' }, keys: 'CmdOrCtrl+Shift+Enter' },
  { id: 'meeting.itemDiscussed', menu: 'meeting', label: { en: 'Mark this field, row or goal discussed, or take it back', es: 'Marcar este campo, fila o meta como conversado, o quitar la marca' }, keys: 'CmdOrCtrl+Shift+D' },
  { id: 'meeting.preparedBy', menu: 'meeting', label: { en: 'Say who prepares this part…', es: 'Indicar quién prepara esta parte…' } },
  { id: 'meeting.notes', menu: 'meeting', label: { en: 'Go to the notes', es: 'Ir a las notas' }, keys: 'CmdOrCtrl+J' },
  { id: 'meeting.addPage', menu: 'meeting', label: { en: 'Add a page…', es: 'Agregar una página…' }, startsGroup: true },
  { id: 'meeting.nextOpen', menu: 'meeting', label: { en: 'Next thing open', es: 'Siguiente pendiente' }, keys: 'F8', startsGroup: true },
  { id: 'meeting.previousOpen', menu: 'meeting', label: { en: 'Previous thing open', es: 'Pendiente anterior' }, keys: 'Shift+F8' },
  { id: 'meeting.spelling', menu: 'meeting', label: { en: 'Next word to check the spelling of', es: 'Siguiente palabra con posible falta' }, keys: 'F7' },
  { id: 'meeting.openList', menu: 'meeting', label: { en: 'List everything open', es: 'Lista de todo lo pendiente' }, keys: 'CmdOrCtrl+F8' },
  { id: 'meeting.table', menu: 'meeting', label: { en: 'Table the meeting…', es: 'Posponer la reunión…' }, startsGroup: true },
  { id: 'services.combine', menu: 'edit', label: { en: 'Combine a repeated service in one line', es: 'Unir en una línea un servicio repetido' }, keys: 'F6', startsGroup: true },
  { id: 'services.doNotReport', menu: 'edit', label: { en: 'Report a repeated service once (DNR on the rest)', es: 'Reportar una sola vez un servicio repetido' }, keys: 'Shift+F6' },
  { id: 'meeting.parentCopy', menu: 'meeting', label: { en: 'Print the parent copy…', es: 'Imprimir la copia para los padres…' }, keys: 'CmdOrCtrl+Shift+P', startsGroup: true },
  { id: 'meeting.projector', menu: 'meeting', label: { en: 'Projector view: this student only', es: 'Vista para proyector: solo este estudiante' }, keys: 'F9', startsGroup: true },
  { id: 'meeting.affirm', menu: 'meeting', label: { en: 'Affirm and attest…', es: 'Afirmar y certificar…' }, startsGroup: true },
  { id: 'help.guide', menu: 'help', label: { en: 'Guidance for this field', es: 'Orientación para este campo' }, keys: 'Shift+F1' },
  { id: 'help.library', menu: 'help', label: { en: 'Document library', es: 'Biblioteca de documentos' } },
  { id: 'help.keys', menu: 'help', label: { en: 'Keys', es: 'Teclas' }, keys: 'F1' },
  { id: 'help.about', menu: 'help', label: { en: 'About IEP Desk', es: 'Acerca de IEP Desk' } },
] as const satisfies readonly Command[];

export type CommandId = (typeof COMMANDS)[number]['id'];

export function commandsOf(menu: MenuName): readonly Command[] {
  return COMMANDS.filter((command: Command) => command.menu === menu);
}
