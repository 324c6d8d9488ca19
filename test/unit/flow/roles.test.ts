import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { OPTIONAL_ACTIONS, ROLE_MATRIX, rightOf, roleVerdict, type Action, type Right } from '../../../shared/flow/roles.ts';
import type { Role } from '../../../shared/iep/document.ts';
import { context } from './room.ts';

const ROLES = ['caseManager', 'relatedServiceProvider', 'districtSystemManager', 'selpaSystemManager', 'selpaAdministrator'] as const satisfies readonly Role[];

/** The rows of the table in iep-forms.md section 7: the words of the action and its five cells. */
const TABLE = readFileSync(new URL('../../fixtures/role-matrix.txt', import.meta.url), 'utf8').split('\n').slice(2).filter((line) => line.startsWith('|')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.replaceAll('*', '').trim()));

/** A cell as a right. What is said of the reach of a `Y` (district, SELPA) and of where it is known from (S, V) follows from the role. */
function rightIn(cell: string): Right {
  if (cell.startsWith('–')) return 'no';
  if (cell.startsWith('own')) return 'own';
  if (/^o( |$)/u.test(cell)) return 'optional';
  if (cell === 'v') return 'view';
  if (cell === 'request') return 'request';
  if (/^(Y( |$)|district$|SELPA$)/u.test(cell)) return 'Y';
  throw new Error(`A cell nobody can read: "${cell}"`);
}

/** Words of the table's row that say which action it is. */
const WORDS: Record<Action, string> = {
  openRecord: "open a student's record", startFuture: 'create Future IEP', editIdentity: 'edit identity', editOwnArea: 'edit own-area', editOtherAreas: 'edit other areas', setDnr: 'set DNR', goalBank: 'choose a goal from a bank', runMeeting: 'send notice, log contacts', takeNotes: 'take structured notes', recordAnswer: 'record signature', runStateCheck: 'run state-data check',
  affirm: 'affirm and attest', continueOrAmend: 'continue / amend', correct: 'correction of', abandon: 'abandon', writeProgress: 'write progress', affirmProgress: 'affirm progress', readAffirmed: 'read Current and History', printAffirmed: 'print clean copy', assignProviders: 'assign providers', moveStudents: 'add, drop, transfer', accounts: 'accounts', submitDistrictData: 'submit district data', certifyStateReport: 'consolidate and certify',
  overdueLists: 'unaffirmed / unsigned', library: 'document library', districtSettings: 'settings:', eraseCopy: 'erase a local copy', readJournal: 'read the journal',
};

describe('the role matrix', () => {
  test('has a row for every row of the table, in its order, and no other', () => {
    expect(TABLE.length).toBeGreaterThanOrEqual(28);
    const actions = Object.keys(ROLE_MATRIX) as Action[];
    expect(actions.length).toBe(TABLE.length);
    actions.forEach((action, n) => expect(TABLE[n]?.[0]).toContain(WORDS[action]));
  });

  test.each(Object.keys(ROLE_MATRIX) as Action[])('says of "%s" what every cell of the table says', (action) => {
    const [, ...cells] = TABLE.find(([words]) => words?.startsWith(WORDS[action]) === true) ?? [];
    expect(ROLES.map((role) => ROLE_MATRIX[action].rights[role])).toEqual(cells.map(rightIn));
    expect(cells).toHaveLength(ROLES.length);
  });

  it('knows the rights a district may give, each for one role', () => {
    const optional = (Object.keys(ROLE_MATRIX) as Action[]).flatMap((action) => ROLES.filter((role) => ROLE_MATRIX[action].rights[role] === 'optional').map(() => action));
    expect(optional).toEqual([...OPTIONAL_ACTIONS]);
  });

  it('gives no optional right until the district does, and then only that one', () => {
    let given = 0;
    for (const action of OPTIONAL_ACTIONS) {
      for (const role of ROLES.filter((one) => ROLE_MATRIX[action].rights[one] === 'optional')) {
        expect(rightOf(action, role, [])).toBe('no');
        expect(rightOf(action, role, OPTIONAL_ACTIONS.filter((other) => other !== action))).toBe('no');
        expect(rightOf(action, role, [action])).toBe('Y');
        given += 1;
      }
    }
    expect(given).toBe(6);
    for (const action of Object.keys(ROLE_MATRIX) as Action[]) for (const role of ROLES) if (ROLE_MATRIX[action].rights[role] !== 'optional') expect(rightOf(action, role, OPTIONAL_ACTIONS)).toBe(ROLE_MATRIX[action].rights[role]);
  });

  it('refuses in a sentence; where the right is a request it says whom to ask', () => {
    let refused = 0;
    for (const action of Object.keys(ROLE_MATRIX) as Action[]) {
      for (const role of ROLES) {
        const verdict = roleVerdict(action, { actor: { ...context().actor, role }, district: [] });
        const right = ROLE_MATRIX[action].rights[role];
        expect(verdict.ok).toBe(right === 'Y' || right === 'own');
        if (verdict.ok) continue;
        refused += 1;
        expect(verdict.reason).toMatch(/^[A-Z].{15,}\.$/u);
        expect(verdict.reason.includes('Ask the district system manager to do it.')).toBe(right === 'request');
      }
    }
    expect(refused).toBeGreaterThanOrEqual(60);
  });
});
