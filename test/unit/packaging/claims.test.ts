import { describe, expect, it } from 'vitest';
import { archiveClaims, fuseClaims, integrityClaim, resourcesClaims, settingsClaims, updateClaims, type Claim, type PackedFile } from '../../../build/packaging/claims.ts';
import { FUSES } from '../../../build/packaging/fuses.mjs';
import { readSettings } from '../../../build/packaging/settings.ts';

const file = (path: string, text = 'x'): PackedFile => ({ path, bytes: Buffer.from(text) });
const MANIFEST = JSON.stringify({ name: 'iep-desk', main: 'out/main/main.cjs' });
const GOOD: readonly PackedFile[] = [
  file('package.json', MANIFEST),
  file('out/main/main.cjs', 'const { app } = require("electron"); require("node:fs"); require("original-fs");\n * in a comment: require("left-pad")'),
  file('out/main/pdf-worker.cjs'),
  file('out/main/pdf-opening-worker.cjs'),
  file('out/main/passphrase-worker.cjs'),
  ...['regular', 'bold', 'italic', 'bold-italic'].map((style) => file(`out/main/fonts/arimo-${style}.ttf`)),
  ...['noto-sans-armenian', 'noto-sans-gurmukhi', 'vazirmatn', 'noto-sans-sc', 'noto-emoji'].map((name) => file(`out/main/fonts/${name}.ttf`)),
  file('out/main/fonts/srgb.icc'),
  file('out/main/dictionaries/en.trie.gz'),
  file('out/main/dictionaries/es.trie.gz'),
  file('out/main/licences.txt'),
  file('out/preload/preload.cjs', 'require("electron")'),
  file('out/renderer/index.html'),
  file('out/renderer/assets/index-B1x_y-2z.js'),
  file('out/renderer/assets/index-abcdefgh.css'),
  file('out/renderer/assets/atkinson-hyperlegible-next-latin-wght-normal-abcdefgh.woff2'),
  file('out/renderer/assets/pdf.worker-abcdefgh.mjs'),
];
const FICTIONAL = ['Birchwater', '9900000017'];

function broken(claims: readonly Claim[]): readonly string[] {
  return claims.filter(({ holds }) => !holds).map(({ says, found }) => `${says}: ${found}`);
}

const withFile = (path: string, text?: string): readonly PackedFile[] => [...GOOD.filter((known) => known.path !== path), file(path, text)];

describe('what is in the archive', () => {
  it('is accepted as the bundler makes it', () => {
    const claims = archiveClaims(GOOD, FICTIONAL);
    expect(claims.length).toBeGreaterThanOrEqual(9);
    expect(broken(claims)).toEqual([]);
  });

  it.each([
    ['a stray file', withFile('notes.txt'), 'nothing but the program'],
    ['a page asset of an unknown kind', withFile('out/renderer/assets/photo-abcdefgh.png'), 'nothing but the program'],
    ['the run scripts', withFile('out/run/demo.mjs'), 'nothing but the program'],
    ['a source map', withFile('out/main/main.cjs.map'), 'no source'],
    ['a map inside a script', withFile('out/renderer/assets/index-B1x_y-2z.js', '//# sourceMappingURL=data:application/json;base64,e30='), 'no source'],
    ['a source file', withFile('electron/main.ts'), 'no source'],
    ['a library folder', withFile('node_modules/zod/index.js'), 'no source'],
    ['the test engine', withFile('out/engine/electron'), 'no source'],
    ['an empty font', withFile('out/main/fonts/arimo-bold.ttf', ''), 'no file is empty'],
    ['a library that was not bundled', withFile('out/main/main.cjs', 'const a = require("pdfmake")'), 'out/main/main.cjs asks for pdfmake'],
    ['a switch of the test engine', withFile('out/main/main.cjs', 'process.env.IEP_ENGINE'), '"IEP_ENGINE" in out/main/main.cjs'],
    ['a fixture in a bundle', withFile('out/renderer/assets/index-B1x_y-2z.js', '{"lastName":"Birchwater"}'), '"Birchwater" in out/renderer'],
    ['another main script', withFile('package.json', '{"main":"index.js"}'), 'starts main.cjs'],
    ['a library in package.json', withFile('package.json', '{"main":"out/main/main.cjs","dependencies":{"zod":"4"}}'), 'names no library'],
  ])('is refused with %s', (_fault, files, says) => {
    expect(broken(archiveClaims(files, FICTIONAL)).join('\n')).toContain(says);
  });

  it.each(GOOD.map(({ path }) => path))('is refused without %s', (path) => {
    expect(broken(archiveClaims(GOOD.filter((known) => known.path !== path), FICTIONAL)).join('\n')).toContain('the archive holds everything the program needs');
  });

  it('is refused when nothing was looked at', () => {
    const found = broken(archiveClaims([], [])).join('\n');
    for (const says of ['everything the program needs', 'no script was found', 'no record to look for', 'there is no package.json']) expect(found).toContain(says);
  });

  it.each(['app', 'default_app.asar', 'app.asar.unpacked'])('is refused with %s lying beside it', (name) => {
    expect(broken(resourcesClaims(['app.asar', name], ['app.asar']))).toHaveLength(1);
    expect(broken(resourcesClaims(['app.asar'], ['app.asar']))).toEqual([]);
  });
});

describe('what the updater is told', () => {
  const good = { provider: 'generic', url: 'https://updates.invalid/', publisherName: ['Us'] };

  it('is accepted with https and the signer\'s name', () => {
    expect(broken(updateClaims(good, ['Us']))).toEqual([]);
  });

  it.each([
    ['plain http', { ...good, url: 'http://updates.invalid/' }, 'over https: http://updates.invalid/'],
    ['plain http further down', { ...good, mirrors: [{ url: 'HTTP://mirror.invalid/' }] }, 'over https: HTTP://mirror.invalid/'],
    ['no address', { provider: 'generic', publisherName: ['Us'] }, 'over https: no address'],
    ['no signer', { provider: 'generic', url: good.url }, 'whose signature to demand'],
    ['an empty list of signers', { ...good, publisherName: [] }, 'whose signature to demand'],
    ['a blank signer', { ...good, publisherName: [' '] }, 'whose signature to demand'],
    ['another signer', { ...good, publisherName: ['Them'] }, 'the one the installer is signed with'],
    ['a provider that needs an account', { ...good, provider: 'github' }, 'a plain file server'],
    ['no file at all', null, 'whose signature to demand'],
  ])('is refused with %s', (_fault, settings, says) => {
    expect(broken(updateClaims(settings, ['Us'])).join('\n')).toContain(says);
  });
});

describe('what the fuses say', () => {
  const states = Object.fromEntries([['version', '1'], ...FUSES.map((fuse, index) => [String(index), fuse.on ? 49 : 48])]) as Record<string, unknown>;

  it('is accepted when each is as the table says', () => {
    expect(broken(fuseClaims(FUSES, states))).toEqual([]);
    expect(fuseClaims(FUSES, states)).toHaveLength(10);
  });

  it.each(FUSES.map(({ name }, index) => [name, index] as const))('is refused when %s stands the other way', (name, index) => {
    const turned = { ...states, [index]: states[String(index)] === 49 ? 48 : 49 };
    expect(broken(fuseClaims(FUSES, turned)).join('\n')).toContain(`fuse ${name} is`);
  });

  it('is refused with a tenth fuse nobody decided about', () => {
    expect(broken(fuseClaims(FUSES, { ...states, 9: 49 })).join('\n')).toContain('10 instead of 9');
  });
});

describe('the Windows program', () => {
  it('must hold the digest of the archive beside it', () => {
    const written = (value: string): unknown => [{ file: 'resources\\app.asar', alg: 'SHA256', value }];
    expect(integrityClaim(written('aa'), 'aa').holds).toBe(true);
    expect(integrityClaim(written('bb'), 'aa').holds).toBe(false);
    expect(integrityClaim(undefined, 'aa').holds).toBe(false);
  });
});

describe('electron-builder.yml', () => {
  const settings = readSettings(new URL('../../../electron-builder.yml', import.meta.url).pathname) as Record<string, Record<string, unknown>>;

  it('says what the project promises', () => {
    expect(broken(settingsClaims(settings))).toEqual([]);
  });

  it.each([
    ['unsigned installers are allowed', { ...settings, forceCodeSigning: false }],
    ['the updater does not check signatures', { ...settings, win: { ...settings['win'], verifyUpdateCodeSignature: false } }],
    ['the updater is told another name', { ...settings, publish: { ...settings['publish'], publisherName: ['Them'] } }],
    ['school IT loses its installer', { ...settings, win: { ...settings['win'], target: ['nsis'] } }],
    ['the macOS updater loses its file', { ...settings, mac: { ...settings['mac'], target: ['dmg'] } }],
    ['macOS runs it unhardened', { ...settings, mac: { ...settings['mac'], hardenedRuntime: false } }],
    ['uninstalling deletes the records', { ...settings, nsis: { ...settings['nsis'], deleteAppDataOnUninstall: true } }],
    ['Windows goes round the fuse hook', { ...settings, win: { ...settings['win'], afterPack: 'other.mjs' } }],
    ['electron-builder flips fuses as well', { ...settings, electronFuses: {} }],
  ])('is refused when %s', (_fault, changed) => {
    expect(broken(settingsClaims(changed))).toHaveLength(1);
  });
});
