/** Measures every function of a source by the parser the bundler uses: TypeScript 7 has no compiler interface of its own. */
import { parseSync } from 'vite';
import type { SourceFile } from './import-matrix.ts';

export interface MeasuredFunction {
  readonly path: string;
  /** Its own name, or that of what holds it; '' where neither has one. */
  readonly name: string;
  readonly line: number;
  /** From its first line to its last. */
  readonly lines: number;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

const FUNCTIONS: ReadonlySet<string> = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

function isNode(value: unknown): value is Node & Record<string, unknown> {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function nameIn(part: unknown): string | null {
  return isNode(part) && typeof part['name'] === 'string' ? part['name'] : null;
}

/** @throws when the source does not parse: a gate that read half a file must not pass. */
export function functionsOf({ path, text }: SourceFile): readonly MeasuredFunction[] {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message ?? ''}`);
  const found: MeasuredFunction[] = [];
  const breaks = [...text.matchAll(/\n/gu)].map(({ index }) => index);
  const lineAt = (offset: number): number => breaks.filter((at) => at < offset).length + 1;
  const visit = (part: unknown, holder: string): void => {
    if (Array.isArray(part)) for (const one of part) visit(one, holder);
    if (!isNode(part)) return;
    const name = nameIn(part['id']) ?? nameIn(part['key']) ?? holder;
    // A signature without a body has nothing to read.
    if (FUNCTIONS.has(part.type) && isNode(part['body'])) found.push({ path, name, line: lineAt(part.start), lines: lineAt(part.end) - lineAt(part.start) + 1 });
    for (const child of Object.values(part)) visit(child, name);
  };
  visit(program, '');
  return found;
}
