/** Every rule of the table of iep-forms.md section 4, by chapter; the one list the runner and the tests read. */
import { ANSWER_RULES } from './answer.ts';
import { ASSESSMENT_RULES } from './assessment.ts';
import { CONTENT_RULES } from './contents.ts';
import { HANDBOOK_RULES } from './handbook.ts';
import { INVITATION_RULES } from './invitation.ts';
import type { LawRule, StateRule } from './rule.ts';
import { TEAM_RULES } from './team.ts';

export const LAW: readonly (LawRule | StateRule)[] = [...CONTENT_RULES, ...TEAM_RULES, ...INVITATION_RULES, ...ASSESSMENT_RULES, ...ANSWER_RULES, ...HANDBOOK_RULES];

/** The rules that speak for themselves. */
export const SPEAKING: readonly LawRule[] = LAW.filter((rule): rule is LawRule => 'when' in rule);
