/** One sheet for the day of the meeting, in the steps and words of the program: what to have done, what happens at the table, what leaves with the parent, what is left. */
import type { Words } from '../iep/definition.ts';
import { columns, leaf, type PaperNode } from '../paper/node.ts';
import { word } from '../paper/words.ts';
import { under } from './bar.ts';
import type { LibraryLanguage } from './listed.ts';

interface Part {
  readonly name: Words;
  readonly steps: readonly Words[];
}

export const MEETING_DAY: readonly Part[] = [
  {
    name: { en: '1. Before', es: '1. Antes' },
    steps: [
      { en: 'Home says that this laptop can run the meeting offline.', es: 'La pantalla de inicio dice que esta computadora puede con la reunión sin red.' },
      { en: 'Pages prepared ahead carry DRAFT. Nothing is decided yet, and the parent’s concerns are empty.', es: 'Las páginas preparadas llevan BORRADOR. Nada está decidido, y las inquietudes de los padres están vacías.' },
      { en: 'Invited: a parent, a general and a special education teacher, somebody who may commit the district, somebody who explains test results; the student, when transition is planned.', es: 'Invitados: los padres, un maestro de educación general y uno de especial, alguien que pueda comprometer al distrito, alguien que explique las pruebas; el estudiante, si se planea la transición.' },
      { en: 'Printer and paper are in the room, and a copier or paper for two sets. An interpreter, if one was asked for.', es: 'En la sala hay impresora y papel, y copiadora o papel para dos juegos. Un intérprete, si se pidió.' },
    ],
  },
  {
    name: { en: '2. Convene', es: '2. Abrir la reunión' },
    steps: [
      { en: '“Open the meeting…” Everybody present signs the attendance sheet.', es: '«Open the meeting…»: todos los presentes firman la hoja de asistencia.' },
      { en: 'Tell the parent about the safeguards, offer the booklet, and write what was asked.', es: 'Explique las garantías a los padres, ofrezca el folleto y escriba qué preguntaron.' },
      { en: 'The parent did not come and it is due: those present sign, the notes say how you tried, and you table the meeting.', es: 'Los padres no vinieron y vence hoy: firman los presentes, las notas dicen cómo los buscó, y se pospone la reunión.' },
    ],
  },
  {
    name: { en: '3. At the table', es: '3. En la mesa' },
    steps: [
      { en: 'Page by page: talk, change, write in, mark it discussed. Goals one by one.', es: 'Página por página: conversar, cambiar, escribir, marcar como conversada. Las metas, una por una.' },
      { en: 'Every request gets an answer and a reason. One clear offer: one placement, one set of services.', es: 'Cada petición recibe una respuesta y un motivo. Una oferta clara: una ubicación, un conjunto de servicios.' },
      { en: 'Not finished? “Table the meeting…” names the day you reconvene; then “Go on with the meeting…”. The first date stays; each day has its own signatures.', es: '¿No terminaron? «Table the meeting…» anota el día en que se vuelve; luego «Go on with the meeting…». La primera fecha se conserva; cada día tiene sus firmas.' },
    ],
  },
  {
    name: { en: '4. Before anybody stands up', es: '4. Antes de que nadie se levante' },
    steps: [
      { en: 'Print the complete parent copy. What changes now is written on it by hand, with initials.', es: 'Imprima la copia completa para los padres. Lo que cambie ahora se escribe en ella a mano, con iniciales.' },
      { en: 'The parent answers: agrees, agrees in part, does not agree, or takes it home to think. Nobody has to sign today.', es: 'Los padres responden: de acuerdo, en parte, en desacuerdo, o se lo llevan para pensarlo. Nadie tiene que firmar hoy.' },
      { en: 'The parent and the district sign the original. Copy it. The parent leaves with the copy; the same copy goes into the file.', es: 'Los padres y el distrito firman el original. Cópielo. Los padres se van con la copia; la misma copia va al expediente.' },
    ],
  },
  {
    name: { en: '5. Within seven days', es: '5. En siete días' },
    steps: [
      { en: '“Enter the handwriting…”: type in what was written by hand, page by page, and say where the signed paper is kept.', es: '«Enter the handwriting…»: teclee lo escrito a mano, página por página, y diga dónde se guarda el papel firmado.' },
      { en: 'Answer the state check and what is still open; then the case manager affirms and attests. From day 8 it is overdue.', es: 'Responda la revisión del estado y lo que siga abierto; luego el encargado del caso afirma y certifica. Desde el día 8 está vencido.' },
      { en: 'The Current IEP goes to the district by itself when there is a network. The signed paper is the legal IEP.', es: 'El IEP vigente se envía solo al distrito cuando hay red. El papel firmado es el IEP legal.' },
    ],
  },
];

/** A box to tick by hand, and the column it stands in, in points. */
const BOX = 12;
const BOX_COLUMN = 24;

function step(words: Words, language: LibraryLanguage, width: number): PaperNode {
  return {
    ...columns([
      { width: BOX_COLUMN, node: { kind: 'drawing', shapes: [{ shape: 'box', size: BOX, says: word('notTicked', language) }], margin: [4, 2, 0, 0] } },
      { width: width - BOX_COLUMN, node: leaf(words[language], 'poster') },
    ], 0, [0, 1, 0, 4]), listItem: true,
  };
}

/** What stands on the sheet, `width` points wide. */
export function meetingDayContent(language: LibraryLanguage, width: number): readonly PaperNode[] {
  return MEETING_DAY.flatMap(({ name, steps }) => under(name[language], steps.map((words) => step(words, language, width)), width, 'title'));
}
