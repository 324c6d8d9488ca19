/**
 * Promise: a packed program has all its fuses set before it is signed. electron-builder calls this between packing and signing, on every
 * system, from electron-builder.yml.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { FUSES, fuseFile, withFuses } from './fuses.mjs';

/** @param {import('./fuses.mjs').Packed} packed */
export default async function afterPack(packed) {
  const path = fuseFile(packed);
  await writeFile(path, withFuses(await readFile(path), FUSES));
}
