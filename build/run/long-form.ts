/** Spec files that `npm run test:crash` runs and `npm test` leaves out, so that the whole proof ends in its twenty minutes on two processors. What they walk through is held in `npm test` by tests of main and of the machines. */
export const LONG_ONLY: readonly string[] = ['screens', 'caseload', 'flow-no-agreement', 'flow-ended'].map((name) => `test/e2e/${name}.spec.ts`);
