/**
 * Spec files that `npm run test:crash` runs and `npm test` leaves out, so that the whole proof ends in its twenty minutes on two processors. Each flow among
 * them is held in `npm test` through main (test/unit/main) and the machines (test/unit/flow); the look at every screen and the large caseloads are not.
 */
export const LONG_ONLY: readonly string[] = ['screens', 'caseload', 'flow-no-agreement', 'flow-refused', 'flow-ended', 'flow-exit', 'flow-continued', 'flow-progress', 'flow-no-show', 'flow-not-eligible', 'flow-revoked', 'flow-taken-home', 'first-student', 'hostile-dialogs', 'long-meeting'].map((name) => `test/e2e/${name}.spec.ts`);
