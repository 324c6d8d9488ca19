/**
 * Promise: a folder that electron-builder takes for an unpacked Electron, made from nothing, so that packing runs where no Electron can be
 * had. The program in it cannot run; it holds what packing reads and writes: a fuse wire at Electron's defaults, languages, licences and,
 * for Windows, a program head with version resources.
 */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MARK, WIRE_VERSION } from './fuses.mjs';
import { fromBuilder } from './from-builder.ts';

/** Electron's documented defaults, in the order of the wire: '1' on, '0' off. */
const DEFAULT_WIRE = '101100011';
const EN_US = { lang: 0x0409, codepage: 1200 };

export const LANGUAGES = ['de', 'en-GB', 'en-US', 'es', 'es-419', 'fr', 'zh-CN'];

/** What follows the mark in a program: version, count, one character per fuse. */
export function fuseWire(states: string = DEFAULT_WIRE): Buffer {
  return Buffer.concat([Buffer.from(MARK), Buffer.from([WIRE_VERSION, states.length]), Buffer.from(states)]);
}

/** A Windows program of 64 bits without code, with the version resource electron-builder edits, and the fuse wire behind it. */
function windowsProgram(): Buffer {
  const { NtExecutable, NtExecutableResource, Resource } = fromBuilder<typeof import('resedit')>('resedit');
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  const version = Resource.VersionInfo.createEmpty();
  version.setStringValues(EN_US, { ProductName: 'Stand-in', FileDescription: 'Packing test, not a program' });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  const wire = fuseWire();
  program.setExtraData(wire.buffer.slice(wire.byteOffset, wire.byteOffset + wire.byteLength) as ArrayBuffer);
  return Buffer.from(program.generate());
}

const linuxProgram = (): Buffer => Buffer.concat([Buffer.from('Packing test, not a program\n'), fuseWire(), Buffer.from('\n')]);

/** @param folder a new or empty folder @param version of the Electron it stands for */
export function makeStandInDist(folder: string, platform: 'linux' | 'win32', version: string): void {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'locales'));
  const program = join(folder, platform === 'win32' ? 'electron.exe' : 'electron');
  writeFileSync(program, platform === 'win32' ? windowsProgram() : linuxProgram());
  chmodSync(program, 0o755);
  writeFileSync(join(folder, 'version'), version);
  writeFileSync(join(folder, 'LICENSE'), 'Stand-in for Electron\'s licence.\n');
  writeFileSync(join(folder, 'LICENSES.chromium.html'), '<p>Stand-in for Chromium\'s licences.</p>\n');
  for (const language of LANGUAGES) writeFileSync(join(folder, 'locales', `${language}.pak`), '');
}
