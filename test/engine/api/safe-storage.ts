/**
 * Promise: safeStorage with the shape of Electron 45's asynchronous calls over a key file in the profile. It protects nothing from whoever can
 * read the profile; it is here so that the app's own handling of a good, a worthless, a missing and a lost key store is really run.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SafeStorage } from 'electron';
import { onlyWhatItHas } from '../lacking.ts';
import { chromiumIfStarted, settings } from '../running.ts';
import { paths } from './app-paths.ts';

const MARK = Buffer.from('engine1:');
const IV_BYTES = 12;
const TAG_BYTES = 16;

const keyFile = (): string => join(paths.get('userData'), 'engine-keystore');

function keyIfAny(): Buffer | undefined {
  try {
    return readFileSync(keyFile());
  } catch (reason) {
    if ((reason as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw reason;
  }
}

function keyOrNew(): Buffer {
  const key = keyIfAny() ?? randomBytes(32);
  mkdirSync(dirname(keyFile()), { recursive: true, mode: 0o700 });
  writeFileSync(keyFile(), key, { mode: 0o600 });
  return key;
}

function available(): boolean {
  return chromiumIfStarted() !== undefined && settings.keyStore !== 'unavailable';
}

function encryptString(plainText: string): Buffer {
  if (!available()) throw new Error('Error while encrypting the text provided to safeStorage.encryptString. Encryption is not available.');
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOrNew(), iv);
  const body = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()]);
  return Buffer.concat([MARK, iv, cipher.getAuthTag(), body]);
}

function decryptString(encrypted: Buffer): string {
  const key = available() ? keyIfAny() : undefined;
  if (key === undefined || !encrypted.subarray(0, MARK.length).equals(MARK)) throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.');
  const ivEnd = MARK.length + IV_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key, encrypted.subarray(MARK.length, ivEnd));
  decipher.setAuthTag(encrypted.subarray(ivEnd, ivEnd + TAG_BYTES));
  return Buffer.concat([decipher.update(encrypted.subarray(ivEnd + TAG_BYTES)), decipher.final()]).toString('utf8');
}

let plainTextAllowed = false;

export const safeStorage = onlyWhatItHas<SafeStorage>('safeStorage', {
  // With basic_text Electron says "not available" here unless the app insists, …
  isEncryptionAvailable: () => available() && (settings.keyStore !== 'basic_text' || plainTextAllowed),
  // … and the asynchronous call works with a key everybody knows: the app has to ask for the backend's name (decisions.md 7).
  isAsyncEncryptionAvailable: () => Promise.resolve(available()),
  getSelectedStorageBackend: () => (chromiumIfStarted() === undefined ? 'unknown' : settings.keyStore === 'unavailable' ? 'gnome_libsecret' : settings.keyStore),
  setUsePlainTextEncryption: (use) => void (plainTextAllowed = use),
  encryptString,
  decryptString,
  encryptStringAsync: async (plainText) => encryptString(plainText),
  decryptStringAsync: async (encrypted) => ({ shouldReEncrypt: false, result: decryptString(Buffer.from(encrypted)) }),
});
