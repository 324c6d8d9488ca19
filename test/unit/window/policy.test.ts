import { describe, expect, test } from 'vitest';
import { answerHeaders, PAGE_POLICY, PAPER_POLICY, policyText } from '../../../electron/window/policy.ts';

/** Reads a policy the way a browser does: `;` between directives, white space inside, the first of a name wins. */
function parsePolicy(text: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const directive of text.split(';')) {
    const [name, ...values] = directive.trim().split(/\s+/);
    if (name !== undefined && name !== '' && !found.has(name.toLowerCase())) found.set(name.toLowerCase(), values);
  }
  return found;
}

describe('the policy of the page, read as a browser reads it', () => {
  const policy = parsePolicy(policyText(PAGE_POLICY));

  test.each([
    ['default-src', ["'none'"]], ['script-src', ["'self'"]], ['style-src', ["'self'"]], ['font-src', ["'self'"]], ['img-src', ["'self'", 'data:', 'blob:']], ['worker-src', ["'self'"]],
    ['connect-src', ["'none'"]], ['object-src', ["'none'"]], ['base-uri', ["'none'"]], ['form-action', ["'none'"]], ['frame-ancestors', ["'none'"]],
    ['require-trusted-types-for', ["'script'"]], ['trusted-types', ['iep-desk']],
  ])('%s is exactly %j', (name, values) => {
    expect(policy.get(name)).toEqual(values);
  });

  test('has no directive beside those thirteen, and no value that allows inline code, eval or another host', () => {
    expect(policy.size).toBe(13);
    const values = [...policy.values()].flat();
    expect(values.length).toBeGreaterThan(10);
    for (const value of values) expect(["'none'", "'self'", 'data:', 'blob:', "'script'", 'iep-desk']).toContain(value);
  });
});

test('a finished PDF may be embedded by the viewer and loads nothing else', () => {
  const policy = parsePolicy(policyText(PAPER_POLICY));
  expect(policy.get('default-src')).toEqual(["'none'"]);
  expect(policy.get('object-src')).toEqual(["'self'"]);
  expect([...policy.values()].flat().filter((value) => value.includes(':') || value.includes('*'))).toEqual([]);
  expect(policy.has('script-src')).toBe(false);
});

test('every answer forbids guessing its type, keeping a copy and naming where it came from', () => {
  expect(answerHeaders('text/html')).toMatchObject({ 'Content-Type': 'text/html', 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', 'Content-Security-Policy': policyText(PAGE_POLICY) });
});
