/** Lints every layer with type knowledge and fails when the linter looked at fewer files than the tree holds: a gate that looked at nothing must not pass. */
import { lintTree } from './lint-tree.ts';

const outcome = await lintTree();
console.log(outcome.line);
process.exit(outcome.ok ? 0 : 1);
