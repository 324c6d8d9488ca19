import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import afterPack from '../../../build/packaging/after-pack.mjs';
import { fromBuilder } from '../../../build/packaging/from-builder.ts';
import { FUSES, MARK, fuseFile, withFuses } from '../../../build/packaging/fuses.mjs';
import { fusesOf } from '../../../build/packaging/pack.ts';
import { fuseWire } from '../../../build/packaging/stand-in-dist.ts';

const program = (...wires: readonly Buffer[]): Buffer => Buffer.concat([Buffer.from('before'), ...wires.flatMap((wire) => [wire, Buffer.from('between')])]);
const SET = FUSES.map(({ on }) => (on ? '1' : '0')).join('');

const folders: string[] = [];
function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'fuses-'));
  folders.push(path);
  return path;
}
afterEach(() => {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true });
});

describe('the table of fuses', () => {
  it('names every fuse @electron/fuses knows, in the order of the wire, and one it does not know yet', () => {
    const { FuseV1Options } = fromBuilder<{ FuseV1Options: Record<string, string | number> }>('@electron/fuses');
    const known = Object.entries(FuseV1Options).filter((entry): entry is [string, number] => typeof entry[1] === 'number').sort(([, a], [, b]) => a - b).map(([name]) => name);
    expect(known.length).toBeGreaterThanOrEqual(8);
    // A later @electron/fuses names the ninth itself; a tenth in it fails here until somebody decides about it.
    expect(FUSES.map(({ name }) => name)).toEqual([...known, ...(known.includes('WasmTrapHandlers') ? [] : ['WasmTrapHandlers'])]);
  });

  it('opens nothing that Electron closes for safety', () => {
    expect(FUSES.filter(({ on }) => on).map(({ name }) => name)).toEqual(['EnableCookieEncryption', 'EnableEmbeddedAsarIntegrityValidation', 'OnlyLoadAppFromAsar', 'WasmTrapHandlers']);
  });
});

describe('setting the fuses', () => {
  it('changes the nine bytes of the wire and no other', () => {
    expect(withFuses(program(fuseWire()), FUSES)).toEqual(program(fuseWire(SET)));
  });

  it('sets both halves of a universal macOS program', () => {
    expect(withFuses(program(fuseWire(), fuseWire('000000000')), FUSES)).toEqual(program(fuseWire(SET), fuseWire(SET)));
  });

  it.each([
    ['has no wire', Buffer.from('not a program'), 'has no fuse wire'],
    ['has a fuse nobody decided about', program(fuseWire('1011000111')), 'has 10 fuses and the table names 9'],
    ['lacks a fuse we count on', program(fuseWire('10110001')), 'has 8 fuses and the table names 9'],
    ['has dropped a fuse', program(fuseWire('10r100011')), 'no longer has the fuse EnableNodeOptionsEnvironmentVariable'],
    ['has another kind of wire', program(Buffer.concat([Buffer.from(MARK), Buffer.from([2, 9]), Buffer.from('101100011')])), 'version 2'],
    ['ends in the middle of the mark', Buffer.from(MARK.slice(0, 20)), 'has no fuse wire'],
  ])('refuses a program that %s', (_fault, bytes, says) => {
    expect(() => withFuses(bytes, FUSES)).toThrow(says);
  });
});

describe('the hook', () => {
  it('writes the fuses into the packed program, where @electron/fuses reads them back', async () => {
    const appOutDir = folder();
    const packed = { appOutDir, electronPlatformName: 'linux', packager: { appInfo: { productFilename: 'IEP Desk' }, executableName: 'iep-desk' } };
    writeFileSync(join(appOutDir, 'iep-desk'), program(fuseWire()));
    await afterPack(packed);
    expect(await fusesOf(join(appOutDir, 'iep-desk'))).toEqual({ version: '1', ...Object.fromEntries(FUSES.map(({ on }, index) => [index, on ? 49 : 48])) });
  });

  it('leaves a program it refuses as it was', async () => {
    const appOutDir = folder();
    const path = join(appOutDir, 'IEP Desk.exe');
    writeFileSync(path, program(fuseWire('1011000111')));
    await expect(afterPack({ appOutDir, electronPlatformName: 'win32', packager: { appInfo: { productFilename: 'IEP Desk' } } })).rejects.toThrow('10 fuses');
    expect(readFileSync(path)).toEqual(program(fuseWire('1011000111')));
  });

  it('finds the program of each system', () => {
    const of = (electronPlatformName: string): string => fuseFile({ appOutDir: '/out', electronPlatformName, packager: { appInfo: { productFilename: 'IEP Desk' }, executableName: 'iep-desk' } });
    expect(of('linux')).toBe('/out/iep-desk');
    expect(of('win32')).toBe('/out/IEP Desk.exe');
    expect(of('darwin')).toBe('/out/IEP Desk.app/Contents/Frameworks/Electron Framework.framework/Electron Framework');
  });
});
