/**
 * A pronoun that contradicts the gender in the record: "she" for a boy, "he" for a girl, most often left from another child's text. Nothing is said
 * for students who are neither, or whose gender is not filled in.
 *
 * The rule. A sentence is read when no other person can be meant: it names no relative, teacher, therapist or friend and nobody by title or by a name
 * of the record, and holds no pronoun of the student's own gender beside it ("she would like him to"). Once another person was named, the sentences
 * after it are not read either, until one names the student again. Fields in which parents or the team speak are not read at all.
 */
import type { IepDocument } from '../iep/document.ts';
import { textAt } from '../flow/read.ts';
import type { Issue } from './issue.ts';
import { peopleOf } from './other-child.ts';
import { folded, sentencesOf } from './reading.ts';
import { hint, type Statement } from './statements.ts';

const ENGLISH = { M: /\b(?:he|him|his|himself)\b/iu, F: /\b(?:she|her|hers|herself)\b/iu } as const;
/** "el" without its accent is an article; after a preposition "ella" may be a thing ("con ella", la lectura), and so may "él". */
const SPANISH = {
  M: /(?<!\p{L})(?<!\b(?:de|con|a|para|por|en|sin|sobre|entre|hacia|según|ante)\s)él(?!\p{L})/iu,
  F: /(?<!\p{L})(?<!\b(?:de|con|a|para|por|en|sin|sobre|entre|hacia|según|ante)\s)ella(?!\p{L})/iu,
} as const;
/** Short Spanish words; two different ones make a sentence Spanish, where "he" is a verb ("he visto"). */
const SPANISH_WORDS = /(?<!\p{L})(?:que|los|las|el|la|y|en|para|con|una|un|por|su|sus|es|se|del|de|no|lee|cuando)(?!\p{L})/giu;

const OTHERS = new RegExp(`(?<!\\p{L})(?:${(
  'mother|father|mom|mommy|dad|daddy|parents?|guardian|family|sisters?|brothers?|siblings?|twin|cousins?|aunt|uncle|grand(?:mother|father|ma|pa|parents?)|step(?:mother|father|mom|dad)|foster|nanny|caregiver|babysitter|'
  + 'teachers?|specialists?|therapists?|pathologist|psychologist|nurse|counselor|principal|aides?|paraeducator|para|paraprofessional|assistant|coach|tutor|interpreter|manager|doctor|pediatrician|physician|provider|staff|adults?|driver|'
  + 'friends?|peers?|partners?|classmates?|buddy|neighbor|girls?|boys?|woman|women|man|men|lady|someone|somebody|character|author|baby|mr|mrs|ms|miss|dr|'
  + 'madre|padre|mamá|papá|padres|tutora?|familia|hermanas?|hermanos?|primas?|primos?|tías?|tíos?|abuelas?|abuelos?|maestras?|maestros?|profesora?|especialista|terapeuta|patólog[oa]|psicólog[oa]|enfermer[oa]|consejer[oa]|director|directora|asistente|'
  + 'amig[oa]s?|compañer[oa]s?|niñas?|niños?|señora?|mujer|hombre|sra?|srta|doctora?'
)})(?:['’]s)?(?!\\p{L})`, 'iu');
const STUDENT = /(?<!\p{L})(?:student|learner|pupil|estudiante|alumn[oa])(?!\p{L})/iu;

/** Fields in which somebody else is spoken of or speaks. */
const OTHERS_SPEAK = /(?:^meeting\/|parentConcerns|parentInput|parentRequests|participationConcern|topics|introductions|safeguards|agreements|disagreements)/u;

type Gender = keyof typeof ENGLISH;
const WORDS: Readonly<Record<Gender, string>> = { M: 'Male', F: 'Female' };

function isSpanish(sentence: string): boolean {
  return new Set([...sentence.matchAll(SPANISH_WORDS)].map((match) => match[0].toLowerCase())).size >= 2;
}

interface People {
  readonly student: ReadonlySet<string>;
  readonly others: ReadonlySet<string>;
}

function peopleAround(doc: IepDocument): People {
  const pieces = (name: string): readonly string[] => folded(name).match(/[\p{L}'’-]{2,}/gu) ?? [];
  const [own, ...others] = peopleOf(doc).map(pieces);
  const student = new Set(own);
  return { student, others: new Set(others.flat().filter((piece) => !student.has(piece))) };
}

/** Whom a sentence speaks of: `student` or `other` when it says so, else whoever was spoken of before. */
function spokenOf(sentence: string, people: People, before: 'student' | 'other'): 'student' | 'other' {
  const names = (sentence.match(/\p{Lu}[\p{L}\p{M}'’-]+/gu) ?? []).map((word) => folded(word).replace(/['’]s$/u, ''));
  if (OTHERS.test(sentence) || names.some((name) => people.others.has(name))) return 'other';
  return STUDENT.test(sentence) || names.some((name) => people.student.has(name)) ? 'student' : before;
}

function contradiction(sentence: string, gender: Gender): string | null {
  const pronouns = isSpanish(sentence) ? SPANISH : ENGLISH;
  const wrong = pronouns[gender === 'M' ? 'F' : 'M'].exec(sentence);
  return wrong === null || pronouns[gender].test(sentence) ? null : wrong[0];
}

/** The first contradicting pronoun of a text and the number of its sentence. */
function wrongPronoun(text: string, gender: Gender, people: People): { readonly word: string; readonly sentence: number } | null {
  let about: 'student' | 'other' = 'student';
  for (const [index, sentence] of sentencesOf(text).entries()) {
    about = spokenOf(sentence.text, people, about);
    const word = about === 'student' ? contradiction(sentence.text, gender) : null;
    if (word !== null && !people.student.has(folded(word))) return { word: word.toLowerCase(), sentence: index + 1 };
  }
  return null;
}

/** At most one hint for a statement. */
export function pronounHints(doc: IepDocument, statements: readonly Statement[]): readonly Issue[] {
  const gender = textAt(doc, 'pages/infoEligibility/gender');
  if (gender !== 'M' && gender !== 'F') return [];
  const people = peopleAround(doc);
  return statements.filter(({ kind }) => !OTHERS_SPEAK.test(kind)).flatMap((statement) => {
    if (!ENGLISH[gender === 'M' ? 'F' : 'M'].test(statement.text) && !SPANISH[gender === 'M' ? 'F' : 'M'].test(statement.text)) return [];
    const found = wrongPronoun(statement.text, gender, people);
    return found === null ? [] : [hint('HINT-PRONOUN', statement, `${statement.def.label.en}: "${found.word}" stands in sentence ${found.sentence}, and the record says ${WORDS[gender]}. Check whom it speaks of.`)];
  });
}
