/** Every state rule, in the order of its number; the one list the runner, the help pages and the tests read. */
import { MEETING_RULES } from './meetings.ts';
import { PLAN_RULES } from './plan.ts';
import type { Rule } from './rule.ts';
import { SERVICE_RULES } from './services.ts';
import { STUDENT_RULES } from './student.ts';
import { TRANSITION_RULES } from './transition.ts';

export const RULES: readonly Rule[] = [...STUDENT_RULES, ...PLAN_RULES, ...MEETING_RULES, ...SERVICE_RULES, ...TRANSITION_RULES];
