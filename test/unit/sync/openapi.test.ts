/** The committed OpenAPI document is what the schemas say today. */
import { expect, test } from 'vitest';
import { openApiText } from '../../../district/openapi.ts';
import { PROBLEMS } from '../../../shared/district-api/contract.ts';

test('the committed OpenAPI document equals the one made from the schemas', async () => {
  await expect(openApiText()).toMatchFileSnapshot('../../../shared/district-api/openapi.json');
});

test('every problem type of the contract is documented for at least one request', () => {
  const text = openApiText();
  expect(PROBLEMS.length).toBeGreaterThanOrEqual(10);
  for (const type of PROBLEMS) expect(text).toContain(`\`${type}\``);
});
