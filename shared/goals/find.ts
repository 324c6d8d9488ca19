/** Finds goals in banks by words, area and grade: every word somebody typed stands somewhere in a goal that is found, without case and accents. */
import { holdsEveryWord } from '../words/every-word.ts';
import { GRADES, type BankGoal, type Grade } from './bank.ts';

export interface Wanted {
  readonly words: string;
  /** '' for every area. */
  readonly area: string;
  /** '' for every grade. */
  readonly grade: Grade | '';
}

function isForGrade({ from, to }: BankGoal, grade: Grade): boolean {
  const at = GRADES.indexOf(grade);
  return GRADES.indexOf(from) <= at && at <= GRADES.indexOf(to);
}

/** In the order of the bank. */
export function findGoals<Goal extends BankGoal>(goals: readonly Goal[], { words, area, grade }: Wanted): readonly Goal[] {
  const isMeant = holdsEveryWord(words);
  return goals.filter((goal) => {
    if (area !== '' && goal.area !== area) return false;
    if (grade !== '' && !isForGrade(goal, grade)) return false;
    return isMeant(`${goal.area} ${goal.standard} ${goal.en} ${goal.es}`);
  });
}

/** The areas of some goals, each once, by the alphabet. */
export function areasOf(goals: readonly BankGoal[]): readonly string[] {
  return [...new Set(goals.map(({ area }) => area))].sort((one, other) => one.localeCompare(other, 'en'));
}
