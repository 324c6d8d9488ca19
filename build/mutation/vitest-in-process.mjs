/**
 * What the tests of the checks use of vitest, for the mutation tester: they are collected as they are loaded and run by runner.mjs, again and again in one
 * process. The expectations are vitest's own. A use of vitest that is not here fails the bundling.
 */
import { ASYMMETRIC_MATCHERS_OBJECT, GLOBAL_EXPECT, JestAsymmetricMatchers, JestChaiExpect, JestExtend, chai, getState, setState } from '@vitest/expect';

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin);

export function expect(value, message) {
  return chai.expect(value, message);
}
Object.assign(expect, chai.expect, globalThis[ASYMMETRIC_MATCHERS_OBJECT]);
expect.getState = () => getState(expect);
expect.setState = (state) => setState(state, expect);
expect.setState({ assertionCalls: 0, environment: 'node', testPath: '', currentTestName: '' });
globalThis[GLOBAL_EXPECT] = expect;

/** Every test in the order it was declared: `{ name, run }`, each name once. */
export const tests = [];
const around = [];
const taken = new Map();

/** A third argument is a time limit; the tester has one of its own. */
export function it(title, run) {
  const name = [...around, title].join(' ');
  const count = (taken.get(name) ?? 0) + 1;
  taken.set(name, count);
  tests.push({ name: count === 1 ? name : `${name} (${count})`, run });
}

export function describe(title, declare) {
  around.push(title);
  declare();
  around.pop();
}

/** As vitest names them: results of an earlier run are taken over by name. */
function titled(title, row) {
  const left = [...row];
  return title.replaceAll(/%[sijd]/gu, (sign) => (sign === '%j' ? JSON.stringify(left.shift()) : String(left.shift())));
}

it.each = (rows) => (title, run) => {
  for (const row of rows) {
    const given = Array.isArray(row) ? row : [row];
    it(titled(title, given), () => run(...given));
  }
};
