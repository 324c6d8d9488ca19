/**
 * Whether a goal can be measured: the six parts of iep-forms.md 3.6 (who, does what, by when, given what, how much, measured how), each by a test
 * simple enough to be told: a quantity that is no date, grade or number of a standard; "given", "when", "with", "cuando" …; a date or "by the next
 * annual review"; "will", "leerá"; "as measured by". It advises: a good goal may be written otherwise, and nothing waits for it (34 CFR 300.320(a)(2)).
 */
import type { Words } from '../iep/definition.ts';
import type { IepDocument } from '../iep/document.ts';
import { stemFor } from '../iep/stems.ts';
import { textAt } from '../flow/read.ts';
import type { Issue } from './issue.ts';
import { folded } from './reading.ts';
import { hint, type Statement } from './statements.ts';
import { isTarget, writtenDates, type WrittenDate } from './written-dates.ts';

export type GoalPart = 'who' | 'what' | 'when' | 'given' | 'much' | 'measured';

/** Each part as a person would ask for it. */
const GOAL_PARTS: Readonly<Record<GoalPart, Words>> = {
  who: { en: 'who', es: 'quién' },
  what: { en: 'what the student will do', es: 'qué hará' },
  when: { en: 'by when', es: 'para cuándo' },
  given: { en: 'given what, or in which situation', es: 'con qué o en qué situación' },
  much: { en: 'how much or how often', es: 'cuánto o con qué frecuencia' },
  measured: { en: 'how it is measured', es: 'cómo se mide' },
};
const ORDER: readonly GoalPart[] = ['who', 'what', 'when', 'given', 'much', 'measured'];

const NUMBER_WORDS = 'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|zero|half|twice|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once veces|doce|quince|veinte|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|cero|mitad';
/** A number that stands as a word of its own: not in "two-step", "RF.4.3" or "6B". "one" and "uno" mean too many other things. */
const NUMBER = new RegExp(`(?<![\\p{L}\\d.:-])(?:\\d+(?:[.,]\\d+)?(?:\\s?%)?|(?:${NUMBER_WORDS}))(?!-?\\p{L}|[.:]\\d|\\d)`, 'iu');
/** A quantity by its form, wherever it stands, also after "with": a share, n of m, a bound, a rate. */
const QUANTITY = new RegExp(
  [
    '\\d\\s?(?:%|percent\\b|per\\s?cent\\b|por\\s?ciento)', `(?:${NUMBER_WORDS}|one)(?:[- ](?:${NUMBER_WORDS}|one|y \\p{L}+))*\\s(?:percent\\b|per\\s?cent\\b|por\\s?ciento)`,
    `(?<![\\p{L}\\d])(?:\\d+|one|una?|${NUMBER_WORDS})\\s(?:out\\s)?(?:of|de)(?:\\scada|\\sthe|\\slas?|\\slos)?\\s(?:\\d+|${NUMBER_WORDS})`, '\\d\\s?/\\s?\\d', '\\d(?:st|nd|rd|th)? percentile', 'percentil \\d',
    `(?:at least|at most|no (?:more|fewer|less) than|fewer than|more than|less than|up to|within|por lo menos|al menos|como m[aá]ximo|no m[aá]s de|menos de|m[aá]s de)\\s(?:an?\\s)?(?:\\d|one\\b|una?\\b|${NUMBER_WORDS})`,
    `(?:\\d|${NUMBER_WORDS})\\s(?:or (?:more|fewer|less|better)|o m[aá]s|o menos)`, `(?:\\d|one|una?|${NUMBER_WORDS})\\s(?:times?|vez|veces)\\b`, '\\b(?:once|twice|una vez) (?:an?|each|every|per|al|a la|por) \\p{L}+',
  ].join('|'),
  'iu',
);

/** Numbers that count nothing: grades, ages, goal and room numbers, standards, times of day. */
const LABELS = /(?:grades?|ages?|goals?|objectives?|room|section|chapter|unit|standards?|article|grado|edad|meta|objetivo|sal[oó]n|unidad|cap[ií]tulo|est[aá]ndar)\s+(?:no\.?\s*)?\d+(?:\s*(?:-|to|a|and|y)\s*\d+)?|\d+(?:st|nd|rd|th|[.º°])?[- ]?(?:grade|grado|graders?|year[- ]old|años)|(?<![\p{L}\d])\p{Lu}[\p{Lu}.-]*\.\p{L}*\d[\d.]*\p{L}?|\d{1,2}:\d{2}/giu;

function without(text: string, dates: readonly WrittenDate[]): string {
  let bare = '';
  let from = 0;
  for (const date of dates) {
    bare += `${text.slice(from, date.from)}¤`;
    from = date.to;
  }
  return (bare + text.slice(from)).replaceAll(LABELS, '¤');
}

const GIVEN = /(?<!\p{L})(?:when(?:ever)?|given|provided|using|after|during|while|if|without|following|in (?:an? |the )?(?:\p{L}+ ){0,2}(?:group|class|classroom|setting|settings|playground|session)|from (?:an?|the) (?:list|set|text|passage|menu)|dad[oa]s?|cuando|usando|utilizando|durante|despu[eé]s de|mediante|sin|tras|si|en (?:un |una |el |la |los )?(?:grupo|clase|sal[oó]n|aula|recreo|sesi[oó]n))(?!\p{L})/iu;
/** "with" and "con" set a condition unless a quantity follows: "with 80 percent accuracy" says how much. */
const WITH = new RegExp(`(?<!\\p{L})(?:with|con)\\s+(?!(?:at least|no more than|no fewer than|up to|por lo menos|al menos|una? (?:precisi[oó]n|exactitud)|un |accuracy|precisi[oó]n|exactitud)|(?:${NUMBER_WORDS}|one)(?!\\p{L})|[\\d¤])`, 'iu');
/** How much help a student may have is a condition, with its number: "with no more than one prompt". */
const HELP = /(?<!\p{L})(?:with|con)\s(?:[\p{L}\d]+\s){0,6}?(?:prompts?|reminders?|cues?|support|assistance|help|apoyos?|ayudas?|indicaci[oó]n(?:es)?|recordatorios?)(?!\p{L})/iu;
/** Where the conditions of a sentence stand, up to the comma or the verb that ends them: numbers in them measure nothing. */
const GIVEN_CLAUSE = /(?<!\p{L})(?:when(?:ever)?|given|after|if|dad[oa]s?|cuando|despu[eé]s de|tras)(?!\p{L})[^,;.]*?(?=,|;|\.|\s(?:the student|will|shall)\s|\s\p{L}+(?:rá|rán)(?!\p{L})|$)/giu;
const MEASURED = /\b(?:measured|monitored|documented|recorded|assessed|evidenced|scored|according to|data (?:sheets?|collection|logs?)|work samples?|rubric|checklist|probes?|observations?|charted|tall(?:y|ied)|logs?\b|curriculum-based)|medid[oa]s?|registrad[oa]s?|documentad[oa]s?|seg[uú]n|r[uú]brica|lista de cotejo|registros?|muestras? de trabajo|observaci[oó]n/iu;
const DOES = /\b(?:will|shall|is going to|be able to|can)\b|\p{L}{2,}(?:rá|rán)(?!\p{L})|(?<!\p{L})(?:va a|podr[aá]|sea capaz de)(?!\p{L})/iu;
const WHO = /\b(?:student|learner|child|he|she|they|I)\b|(?<!\p{L})(?:estudiante|alumn[oa]|niñ[oa]|él|ella)(?!\p{L})/iu;
const BY_REVIEW = /\b(?:(?:by|within|in|before|until|at) (?:the )?(?:end of (?:the |this |next )?)?(?:next |this |following |one |a |12 |twelve |coming )?(?:annual (?:review|iep|meeting)|iep(?: meeting| year| period| review)?|year|months|school year|reporting period|(?:second |third |fourth |first |spring |fall )?(?:semester|trimester|quarter))\b)|(?:para|en|dentro de|antes de|al final(?:izar)? de|al t[eé]rmino de|al)\s*(?:la |el |del |l )?(?:fin(?:al)? de(?:l)? )?(?:pr[oó]xim[oa] |siguiente |un |este )?(?:revisi[oó]n anual|iep(?: anual)?|reuni[oó]n anual|año(?: escolar)?|ciclo escolar|semestre|trimestre)/iu;
const MONTH_TARGET = /\bby (?:the (?:end|beginning) of )?(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|(?:para|antes de|a finales de|a fines de) (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)/iu;
/** Before these a date tells where the student started, not when the goal is to be met. */
const SINCE = /(?:since|from|as of|desde|del?)\s+(?:(?:the|el)\s+)?$/iu;

function hasDate(text: string, dates: readonly WrittenDate[]): boolean {
  return dates.some((date) => isTarget(text, date) || !SINCE.test(text.slice(0, date.from))) || BY_REVIEW.test(text) || MONTH_TARGET.test(text);
}

/** True when the text counts something. */
function hasAmount(bare: string): boolean {
  return QUANTITY.test(bare) || NUMBER.test(bare.replaceAll(GIVEN_CLAUSE, ' '));
}

/** The parts a goal has. @param firstName the student's, so that "Nolan will" says who; may be "" */
export function goalParts(text: string, firstName: string): ReadonlySet<GoalPart> {
  const dates = writtenDates(text);
  const bare = without(text, dates);
  const measured = MEASURED.exec(bare);
  // What follows "as measured by" tells how it is counted, and holds "with", "using" and numbers of its own.
  const said = measured === null || !/^(?:measured|medid|monitored|documented|according|seg)/iu.test(measured[0]) ? bare : bare.slice(0, measured.index);
  const has: Readonly<Record<GoalPart, boolean>> = {
    who: WHO.test(text) || (firstName !== '' && folded(text).includes(folded(firstName))),
    what: DOES.test(text),
    when: hasDate(text, dates),
    given: GIVEN.test(said) || WITH.test(said) || HELP.test(said),
    much: hasAmount(bare),
    measured: measured !== null,
  };
  return new Set(ORDER.filter((part) => has[part]));
}

/** A baseline holds a quantity when a number in it is no date, grade or standard. */
export function hasQuantity(text: string): boolean {
  const bare = without(text, writtenDates(text));
  return QUANTITY.test(bare) || NUMBER.test(bare);
}

/** "a, b and c" */
function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** At most one hint for a goal and one for its baseline. */
export function measurableHints(doc: IepDocument, statements: readonly Statement[]): readonly Issue[] {
  const firstName = textAt(doc, 'pages/infoEligibility/firstName');
  return statements.flatMap((statement) => {
    if (statement.kind === 'pages/goals/items/baseline' && !hasQuantity(statement.text)) return [hint('HINT-BASELINE', statement, 'The baseline holds no number yet. Say how much or how often the student does it now.')];
    if (statement.kind !== 'pages/goals/items/annualGoal') return [];
    const has = goalParts(statement.text, firstName);
    const missing = ORDER.filter((part) => !has.has(part)).map((part) => GOAL_PARTS[part].en);
    return missing.length === 0 ? [] : [hint('HINT-GOAL', statement, `This goal does not say yet: ${listed(missing)}. A goal usually reads: ${stemFor(statement.def, 'en')}`)];
  });
}
