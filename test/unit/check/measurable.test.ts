import { describe, expect, it } from 'vitest';
import { goalParts, hasQuantity, measurableHints, type GoalPart } from '../../../shared/check/measurable.ts';
import { statementsOf } from '../../../shared/check/statements.ts';
import { ROW_ID, valueAt, type Row } from '../../../shared/iep/address.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { Json, JsonObject } from '../../../shared/iep/json.ts';
import { sampleDocument } from '../iep/sample.ts';

const ALL: readonly GoalPart[] = ['who', 'what', 'when', 'given', 'much', 'measured'];

/** Goals as case managers write them, with the parts each one lacks. All are invented. */
const GOALS: readonly (readonly [text: string, lacks: readonly GoalPart[]])[] = [
  // Whole ones, English.
  ['By 10/13/2027, when given a grade 4 passage, Nolan will read 95 words correct per minute on 3 of 4 probes, as measured by curriculum-based measures.', []],
  ['By October 13, 2027, given a graphic organizer, Nolan will write a paragraph of at least five sentences in four out of five trials as measured by work samples.', []],
  ['By Oct. 2027, when two-step problems are read aloud, the student will solve them with 80% accuracy, as measured by unit tests.', []],
  ['Within one year, given verbal prompts, she will answer wh- questions in 8/10 opportunities as measured by therapist data collection.', []],
  ['By the next annual review, when working in a small group, Nolan will stay on task for 15 minutes, as measured by teacher observation.', []],
  ['By 2027-10-13, using a visual schedule, the student will move to the next activity within two minutes, 4 times a day, as documented in the aide’s log.', []],
  ['Nolan will, by June 2027 and with no more than one prompt, raise his hand before he speaks in 80 per cent of class discussions, as recorded on a checklist.', []],
  ['By the end of the school year, during recess, he will start a game with a classmate once a day, as measured by staff observation.', []],
  ['By 5/28/2027, given coins up to one dollar, the student will make change correctly nine out of ten times as measured by work samples.', []],
  ['By March 3, 2027, after a model, the learner will produce the r sound in sentences with ninety percent accuracy as measured by speech probes.', []],
  ['By 12/2026, when given a bus map, I will find my route in 3 out of 4 tries, as scored on a rubric.', []],
  ['By the end of the second semester, without a calculator, Nolan will add fractions at the 40th percentile on the district screener, as measured by that test.', []],
  ['By May 2027, if he is upset, Nolan will use a calming strategy twice a day, as charted by the teacher.', []],
  ['In 12 months, Nolan will dress himself in the locker room with fewer than 2 reminders, as measured by a checklist; before October 2027.', []],
  // Whole ones, Spanish.
  ['Para el 13 de octubre de 2027, cuando se le dé un texto de cuarto grado, Nolan leerá 95 palabras por minuto en 3 de 4 ocasiones, medido por pruebas de fluidez.', []],
  ['Antes del 3 de marzo de 2027, dado un organizador gráfico, el estudiante escribirá un párrafo de cinco oraciones con 80 % de exactitud, según muestras de trabajo.', []],
  ['Para la próxima revisión anual, usando un horario visual, la alumna cambiará de actividad en menos de 2 minutos, 4 de cada 5 veces, medido por observación.', []],
  ['Al final del año escolar, durante el recreo, él invitará a jugar a un compañero tres veces por semana, según el registro de la maestra.', []],
  ['Dentro de un año, con apoyo visual, el estudiante contestará preguntas con ochenta por ciento de precisión, medido por la terapeuta.', []],
  ['Para junio de 2027, después de un modelo, el niño va a producir el sonido en ocho de diez palabras, según registros de la terapia.', []],
  // No amount.
  ['By 10/13/2027, when given a grade 4 passage, Nolan will read fluently as measured by teacher observation.', ['much']],
  ['By October 2027, given two-step directions, Nolan will follow them as measured by observation.', ['much']],
  ['By the 2027-2028 school year, when given standard RF.4.3 words, Nolan will read them correctly as measured by probes.', ['much']],
  ['By 2027, when in grade 5, Nolan will write better essays, as measured by work samples.', ['much']],
  ['By June 2027, when given a list of 30 words, Nolan will read them, as measured by the education specialist’s probes.', ['much']],
  ['By 10:15 every day in May 2027, when he arrives, Nolan will unpack his bag, as measured by a checklist.', ['much']],
  ['Para octubre de 2027, cuando lea en voz alta, Nolan leerá mejor, según la maestra.', ['much']],
  ['By 6/4/2027, when given goal 2 materials in room 12, the student will improve, as measured by observation.', ['much']],
  // No date.
  ['When given a grade 4 passage, Nolan will read 95 words per minute in 3 of 4 trials as measured by probes.', ['when']],
  ['Since 9/16/2026, given a list, Nolan will read 20 of 30 words as measured by probes.', ['when']],
  ['Given a prompt, the student will write five sentences in four out of five trials as measured by work samples.', ['when']],
  ['Dado un texto, el estudiante leerá 60 palabras por minuto, medido por pruebas.', ['when']],
  // No condition.
  ['By 10/13/2027, Nolan will read 95 words per minute as measured by probes.', ['given']],
  ['By 10/13/2027, Nolan will solve word problems with 80 percent accuracy as measured by unit tests using a rubric.', ['given']],
  ['Para el 13/10/2027, Nolan leerá 95 palabras por minuto con una precisión del 90 por ciento, según pruebas.', ['given']],
  // Several parts short.
  ['Nolan will improve his reading.', ['when', 'given', 'much', 'measured']],
  ['Nolan will read at grade level.', ['when', 'given', 'much', 'measured']],
  ['Improve behavior.', ['who', 'what', 'when', 'given', 'much', 'measured']],
  ['Better social skills by June 2027.', ['who', 'what', 'given', 'much', 'measured']],
  ['El estudiante mejorará su lectura.', ['when', 'given', 'much', 'measured']],
  ['Mejorar la conducta.', ['who', 'what', 'when', 'given', 'much', 'measured']],
  ['The student will be successful in 2027.', ['given', 'much', 'measured']],
  ['She will use one strategy when upset.', ['when', 'much', 'measured']],
  ['Nolan will demonstrate growth by 2027 as measured by staff observation.', ['given', 'much']],
  ['Reading 80% by 10/13/2027 when given a passage.', ['who', 'what', 'measured']],
];

const BASELINES: readonly (readonly [text: string, quantity: boolean])[] = [
  ['On September 16, 2026 Nolan read 61 words per minute.', true],
  ['He answers four out of five questions.', true],
  ['Nolan starts a conversation twice a week.', true],
  ['Produces the sound in 40 per cent of words.', true],
  ['Lee treinta palabras por minuto.', true],
  ['Zero of ten attempts.', true],
  ['He needs one prompt out of four.', true],
  ['He needs one of his teachers beside him.', false],
  ['In September 2026 he was reading below grade level.', false],
  ['Nolan struggles with grade 4 texts and standard RF.4.3.', false],
  ['Nolan uses two-word phrases.', false],
  ['Necesita mucho apoyo en 2026.', false],
];

describe('what a goal says', () => {
  it.each(GOALS)('%s', (text, lacks) => {
    const has = goalParts(text, 'Nolan');
    expect(ALL.filter((part) => !has.has(part))).toEqual(lacks);
  });

  it('is tried on forty goals and more, in both languages, each part missing from several and present in more', () => {
    expect(GOALS.length).toBeGreaterThanOrEqual(40);
    expect(GOALS.filter(([text]) => /\b(?:el|la|las|un|su|para|según)\b/iu.test(text)).length).toBeGreaterThanOrEqual(10);
    for (const part of ALL) {
      const lacking = GOALS.filter(([, lacks]) => lacks.includes(part)).length;
      expect(lacking).toBeGreaterThanOrEqual(4);
      expect(GOALS.length - lacking).toBeGreaterThan(lacking);
    }
  });

  it.each(BASELINES)('the baseline "%s" holds a quantity: %s', (text, quantity) => expect(hasQuantity(text)).toBe(quantity));
});

/** The example with the words of its first goal replaced. */
function withGoal(change: JsonObject, work?: JsonObject): IepDocument {
  const doc = sampleDocument();
  const items = valueAt(doc, 'pages/goals/items') as readonly Row[];
  const changed = items.map((row, index) => (index === 0 ? { ...row, ...change } : row));
  return { ...doc, ...(work === undefined ? {} : { work }), pages: { ...doc.pages, goals: { ...(doc.pages.goals as JsonObject), items: changed as Json } } } as IepDocument;
}

function hintsOf(doc: IepDocument) {
  return measurableHints(doc, statementsOf(doc));
}

function firstGoal(): string {
  return String((valueAt(sampleDocument(), 'pages/goals/items') as readonly Row[])[0]?.[ROW_ID]);
}

describe('the hint at a goal', () => {
  it('says nothing of the four goals of the example', () => expect(hintsOf(sampleDocument())).toEqual([]));

  it('names in plain words what is missing, offers the sentence to start from, and only advises', () => {
    expect(hintsOf(withGoal({ annualGoal: 'By 10/13/2027, Nolan will read better.' }))).toEqual([
      {
        id: 'HINT-GOAL', severity: 'hint', fields: [], page: 'goals', at: [`pages/goals/items/@${firstGoal()}/annualGoal`],
        message: 'This goal does not say yet: given what, or in which situation, how much or how often and how it is measured. A goal usually reads: By …, when given …, the student will … in … of … trials as measured by …',
      },
    ]);
  });

  it('asks a baseline for a number', () => {
    expect(hintsOf(withGoal({ baseline: 'Nolan has trouble with long words.' })).map(({ id, at }) => [id, at])).toEqual([['HINT-BASELINE', [`pages/goals/items/@${firstGoal()}/baseline`]]]);
  });

  it('leaves a blank goal to the check of blanks, and a goal the team dropped alone', () => {
    expect(hintsOf(withGoal({ annualGoal: '', baseline: 'n/a' }))).toEqual([]);
    expect(hintsOf(withGoal({ annualGoal: 'Nolan will read better.' }, { goals: { [firstGoal()]: { state: 'dropped', by: 'Parent', reason: 'Met.' } } }))).toEqual([]);
  });
});
