/** The rules of the SELPA's own handbook that stand in the same table. */
import { law, type LawRule, type StateRule } from './rule.ts';

export const HANDBOOK_RULES: readonly (LawRule | StateRule)[] = [
  { id: 'S-7', severity: ['W'], step: 'affirm', source: 'SELPA handbook: affirm within seven days', reportedAs: [{ rule: 'CAS-064' }] },
  law({
    id: 'S-purpose', severity: 'B', step: 'writing', source: 'SELPA handbook: purpose box',
    message: '{what} Check every purpose of this meeting; Other needs words.',
    owns: ['pages/infoEligibility/purposes', 'pages/infoEligibility/purposeOther'],
    reportedAs: [{ rule: 'CAS-062' }],
  }),
  { id: 'S-dup', severity: ['B'], step: 'writing', source: 'SELPA handbook: duplicate services', reportedAs: [{ rule: 'CAS-086' }] },
  law({
    id: 'S-blank', severity: 'B', step: 'writing', source: 'SELPA handbook: no blank spaces, no N/A in a section designed for a statement',
    message: '{what}',
  }),
];
