/**
 * Promise: sets every fuse of an Electron program or refuses; never leaves one at its default. Bytes in, bytes out.
 *
 * A program holds its switches as a "wire": a fixed 32-byte mark, one byte version, one byte count, then one byte per fuse in a fixed order
 * (electronjs.org/docs/latest/tutorial/fuses, "Flipping fuses"). electron-builder's own `electronFuses` key, and the @electron/fuses 1.8 it
 * brings, know eight fuses: with 45's nine they either leave the ninth alone or refuse the program. @electron/fuses 2 knows nine but asks for
 * Node 22. So the wire is written here and read back by @electron/fuses, which reads any length.
 */

import { join } from 'node:path';

export const MARK = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
export const WIRE_VERSION = 1;
const OFF = 0x30;
const ON = 0x31;
const REMOVED = 0x72;

/**
 * Every fuse of Electron 45 and what it is for. A fuse's place here is its place in the wire.
 * @type {import('./fuses.mjs').FuseTable}
 */
export const FUSES = [
  { name: 'RunAsNode', on: false, why: 'the installed program cannot be used as a plain Node to run somebody\'s script under our signature' },
  { name: 'EnableCookieEncryption', on: true, why: 'should Chromium ever store a cookie, it is encrypted by the system\'s key store' },
  { name: 'EnableNodeOptionsEnvironmentVariable', on: false, why: 'an environment variable cannot load foreign code into the program' },
  { name: 'EnableNodeCliInspectArguments', on: false, why: 'nobody can attach a debugger to a running vault' },
  { name: 'EnableEmbeddedAsarIntegrityValidation', on: true, why: 'on Windows and macOS a changed archive does not start (Linux has no such check)' },
  { name: 'OnlyLoadAppFromAsar', on: true, why: 'an unpacked folder laid beside the archive is ignored' },
  { name: 'LoadBrowserProcessSpecificV8Snapshot', on: false, why: 'the program has no snapshot of its own, so none may be slipped in' },
  { name: 'GrantFileProtocolExtraPrivileges', on: false, why: 'pages come from app:// only; a file: page gets no powers' },
  { name: 'WasmTrapHandlers', on: true, why: 'the PDF reader\'s WebAssembly keeps its cheap and checked memory bounds' },
];

/**
 * @param {Buffer} program
 * @returns {readonly { readonly at: number, readonly count: number }[]} where each wire's first fuse is; a universal macOS program has two
 */
function wiresIn(program) {
  const wires = [];
  for (let mark = program.indexOf(MARK); mark !== -1; mark = program.indexOf(MARK, mark + MARK.length)) {
    const version = program[mark + MARK.length];
    if (version !== WIRE_VERSION) throw new Error(`The program's fuse wire has version ${version}, known is ${WIRE_VERSION}.`);
    wires.push({ at: mark + MARK.length + 2, count: program[mark + MARK.length + 1] ?? 0 });
  }
  if (wires.length === 0) throw new Error('The program has no fuse wire: it is not an Electron program, or it is damaged.');
  return wires;
}

/** @param {Buffer} program @param {import('./fuses.mjs').FuseTable} table @returns {Buffer} the program with every fuse as the table says */
export function withFuses(program, table) {
  const flipped = Buffer.from(program);
  for (const { at, count } of wiresIn(program)) {
    if (count !== table.length) throw new Error(`The program has ${count} fuses and the table names ${table.length}: decide about each fuse in build/packaging/fuses.mjs.`);
    table.forEach((fuse, index) => {
      if (program[at + index] === REMOVED) throw new Error(`This Electron no longer has the fuse ${fuse.name}: what it guarded has to be guarded another way.`);
      flipped[at + index] = fuse.on ? ON : OFF;
    });
  }
  return flipped;
}

/** @param {import('./fuses.mjs').Packed} packed @returns {string} absolute path of the file that holds the fuse wire */
export function fuseFile({ appOutDir, electronPlatformName, packager }) {
  const { productFilename } = packager.appInfo;
  if (electronPlatformName === 'win32') return join(appOutDir, `${productFilename}.exe`);
  if (electronPlatformName === 'linux') return join(appOutDir, packager.executableName ?? productFilename);
  return join(appOutDir, `${productFilename}.app`, 'Contents/Frameworks/Electron Framework.framework/Electron Framework');
}
