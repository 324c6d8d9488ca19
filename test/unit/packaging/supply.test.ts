import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ALLOWED_AS_DATA, ALLOWED_LICENCES, announcement, billOfMaterials, collectPackages, notices, packageFolder, packagesIn, unannounced } from '../../../build/packaging/supply.mjs';

const ROOT = new URL('../../..', import.meta.url).pathname;
const json = <T>(path: string): T => JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as T;
const announced = json<Record<string, string>>('build/packaging/shipped.json');
const { packages: lock } = json<{ packages: Record<string, { version?: string; license?: string; integrity?: string; hasInstallScript?: boolean }> }>('package-lock.json');
const nameOf = (key: string): string => key.slice(0, key.lastIndexOf('@'));

describe('what other people wrote and the product carries', () => {
  test('is announced one by one, each in the version and under the licence of the lockfile', () => {
    expect(Object.keys(announced).length).toBeGreaterThan(30);
    for (const [key, licence] of Object.entries(announced)) {
      const locked = Object.entries(lock).find(([path, entry]) => path.endsWith(`node_modules/${nameOf(key)}`) && `${nameOf(key)}@${entry.version ?? ''}` === key);
      expect(locked, key).toBeDefined();
      expect([key, locked?.[1].license ?? 'MIT']).toEqual([key, licence]);
    }
  });

  test('stands under a licence that asks for a notice and no more', () => {
    expect(Object.entries(announced).filter(([key, licence]) => !ALLOWED_LICENCES.includes(licence) && ALLOWED_AS_DATA[key.slice(0, key.lastIndexOf('@'))] !== licence)).toEqual([]);
  });

  test('runs no script when it is installed; of the tools one does, and it is known', () => {
    const scripted = Object.entries(lock).filter(([, entry]) => entry.hasInstallScript === true).map(([path]) => path);
    expect(scripted).toEqual(['node_modules/electron-winstaller']);
    expect(Object.keys(announced).map(nameOf)).not.toContain('electron-winstaller');
  });
});

describe('the build', () => {
  const real = packagesIn([join(ROOT, 'node_modules/react'), join(ROOT, 'node_modules/png-js'), join(ROOT, 'node_modules/@noble/hashes')]);

  test('knows the package of every module, nested and virtual ones too, and takes none of ours for one', () => {
    expect(packageFolder('/x/node_modules/react/index.js')).toBe('/x/node_modules/react');
    expect(packageFolder('\0/x/node_modules/@noble/hashes/sha2.js?commonjs-module')).toBe('/x/node_modules/@noble/hashes');
    expect(packageFolder('/x/node_modules/linebreak/node_modules/base64-js/lib/b64.js')).toBe('/x/node_modules/linebreak/node_modules/base64-js');
    expect(packageFolder('C:\\x\\node_modules\\zod\\v4\\index.js')).toBe('C:/x/node_modules/zod');
    expect(packageFolder('/x/shared/iep/pages.ts')).toBeNull();
    const into = new Set<string>();
    collectPackages(into).generateBundle({}, { a: { type: 'chunk', moduleIds: ['/x/node_modules/zod/a.js', '/x/shared/b.ts', '/x/node_modules/zod/c.js'] }, b: { type: 'asset' } });
    expect([...into]).toEqual(['/x/node_modules/zod']);
  });

  test('says which package nobody announced, which is not bundled any more, and which licence it may not carry', () => {
    expect(unannounced({ 'a@1.0.0': 'MIT' }, { 'a@1.0.0': 'MIT' })).toEqual([]);
    expect(unannounced({ 'a@1.0.0': 'MIT', 'b@2.0.0': 'GPL-3.0' }, { 'a@0.9.0': 'MIT', 'b@2.0.0': 'GPL-3.0' })).toEqual([
      'a@1.0.0 (MIT) is bundled and not announced so', 'a@0.9.0 is announced and not bundled any more', 'b@2.0.0 has a licence the product may not carry: GPL-3.0',
    ]);
  });

  test('ships each licence text and lists each package with the digest of the lockfile', () => {
    expect(Object.keys(announcement(real))).toHaveLength(3);
    expect(notices(real)).toContain('Copyright (c) 2017 Devon Govett');
    const bill = billOfMaterials('1.2.3', lock, ROOT, real);
    expect(bill.components.map(({ purl }) => purl.replace(/@[\d.]+$/u, ''))).toEqual(['pkg:npm/%40noble/hashes', 'pkg:npm/png-js', 'pkg:npm/react']);
    for (const { hashes } of bill.components) expect(hashes[0]?.content).toMatch(/^[0-9a-f]{128}$/u);
  });

  test('stops at a package that names no licence', () => {
    expect(() => packagesIn([join(ROOT, 'test/engine/fixture-app')])).toThrow('names no licence');
  });
});
