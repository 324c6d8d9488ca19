/**
 * The operating system's key store behind the DeviceSecret port. Only the asynchronous calls: the others are deprecated in Electron 45 and
 * gone in 46. A store that does not answer is `keyUnavailable`, which locks and never starts afresh (storage.md 4).
 */
import { safeStorage } from 'electron';
import { fail, ok } from '../../shared/words/failures.ts';
import type { DeviceSecret } from '../ports/computer.ts';

/** Linux without a key ring falls back to a password compiled into Chromium, which protects nothing (decisions.md 7). */
const UNSAFE_BACKENDS = new Set(['basic_text', 'unknown']);

/** Call after the app is ready. */
export function createDeviceSecret(platform: string = process.platform): DeviceSecret {
  return {
    kind: async () => {
      if (!(await safeStorage.isAsyncEncryptionAvailable())) return 'passphraseOnly';
      return platform === 'linux' && UNSAFE_BACKENDS.has(safeStorage.getSelectedStorageBackend()) ? 'passphraseOnly' : 'os';
    },
    seal: async (plain) => {
      try {
        return ok(await safeStorage.encryptStringAsync(Buffer.from(plain).toString('base64')));
      } catch {
        return fail('keyUnavailable');
      }
    },
    open: async (sealed) => {
      try {
        const { result } = await safeStorage.decryptStringAsync(Buffer.from(sealed));
        return ok(new Uint8Array(Buffer.from(result, 'base64')));
      } catch {
        return fail('keyUnavailable');
      }
    },
  };
}
