/** Finds goals in banks by words, area and grade: every word somebody typed stands somewhere in a goal that is found, without case and accents. */
import { GRADES, type BankGoal, type Grade } from './bank.ts';

export interface Wanted {
  readonly words: string;
  /** '' for every area. */
  readonly area: string;
  /** '' for every grade. */
  readonly grade: Grade | '';
}

function plain(text: string): string {
  return text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
}

function isForGrade({ from, to }: BankGoal, grade: Grade): boolean {
  const at = GRADES.indexOf(grade);
  return GRADES.indexOf(from) <= at && at <= GRADES.indexOf(to);
}

/** In the order of the bank. */
export function findGoals<Goal extends BankGoal>(goals: readonly Goal[], { words, area, grade }: Wanted): readonly Goal[] {
  const typed = plain(words).split(/\s+/u).filter((word) => word !== '');
  return goals.filter((goal) => {
    if (area !== '' && goal.area !== area) return false;
    if (grade !== '' && !isForGrade(goal, grade)) return false;
    const said = plain(`${goal.area} ${goal.standard} ${goal.en} ${goal.es}`);
    return typed.every((word) => said.includes(word));
  });
}

/** The areas of some goals, each once, by the alphabet. */
export function areasOf(goals: readonly BankGoal[]): readonly string[] {
  return [...new Set(goals.map(({ area }) => area))].sort((one, other) => one.localeCompare(other, 'en'));
}
