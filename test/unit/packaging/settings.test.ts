import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseYaml, schemaProblem } from '../../../build/packaging/settings.ts';

const yml = readFileSync(new URL('../../../electron-builder.yml', import.meta.url), 'utf8');

describe('electron-builder.yml', () => {
  it('keeps to the schema of the electron-builder that is installed', async () => {
    expect(await schemaProblem(parseYaml(yml))).toBeNull();
  });

  it.each([
    ['an unknown key', `${yml}\nnsisAssistant: true\n`, 'nsisAssistant'],
    ['a misspelled key of a system', yml.replace('hardenedRuntime:', 'hardendRuntime:'), 'configuration.mac'],
    ['a word where a yes or no belongs', yml.replace('npmRebuild: false', 'npmRebuild: never'), 'npmRebuild'],
  ])('is refused by it with %s', async (_fault, changed, names) => {
    expect(changed).not.toBe(yml);
    expect(await schemaProblem(parseYaml(changed))).toContain(names);
  });

  it('lets no build call a stranger: every address in it is on a reserved name', () => {
    const addresses = [...yml.matchAll(/https?:\/\/[^\s]+/g)].map((match) => new URL(match[0]));
    expect(addresses.length).toBeGreaterThanOrEqual(2);
    expect(addresses.filter((url) => url.protocol !== 'https:' || !url.hostname.endsWith('.invalid'))).toEqual([]);
  });
});
