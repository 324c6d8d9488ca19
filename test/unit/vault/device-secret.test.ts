import { beforeEach, expect, test, vi } from 'vitest';

const store = vi.hoisted(() => ({
  available: true,
  backend: 'gnome_libsecret',
  silent: false,
}));
vi.mock('electron', () => ({
  safeStorage: {
    isAsyncEncryptionAvailable: async () => store.available,
    getSelectedStorageBackend: () => store.backend,
    encryptStringAsync: async (text: string) => {
      if (store.silent) throw new Error('no answer');
      return Buffer.from(`sealed ${text}`);
    },
    decryptStringAsync: async (sealed: Buffer) => {
      if (store.silent || !sealed.toString().startsWith('sealed ')) throw new Error('no answer');
      return { shouldReEncrypt: false, result: sealed.toString().slice('sealed '.length) };
    },
  },
}));
const { createDeviceSecret } = await import('../../../electron/vault/device-secret.ts');

beforeEach(() => Object.assign(store, { available: true, backend: 'gnome_libsecret', silent: false }));

test.each([
  ['linux', true, 'gnome_libsecret', 'os'], ['linux', true, 'basic_text', 'passphraseOnly'], ['linux', true, 'unknown', 'passphraseOnly'],
  ['linux', false, 'gnome_libsecret', 'passphraseOnly'], ['darwin', true, 'basic_text', 'os'], ['win32', false, 'unknown', 'passphraseOnly'],
] as const)('on %s with encryption available=%s and backend %s the key store is %s', async (platform, available, backend, kind) => {
  Object.assign(store, { available, backend });
  expect(await createDeviceSecret(platform).kind()).toBe(kind);
});

test('a device secret comes back byte for byte, and a store that does not answer is unavailable and not empty', async () => {
  const secret = createDeviceSecret('darwin');
  const plain = Uint8Array.from({ length: 32 }, (_, at) => 255 - at);
  const sealed = await secret.seal(plain);
  const bytes = sealed.ok ? sealed.value : new Uint8Array();
  expect(await secret.open(bytes)).toEqual({ ok: true, value: plain });
  expect(await secret.open(Buffer.from('of another computer'))).toMatchObject({ ok: false, failure: { code: 'keyUnavailable' } });
  store.silent = true;
  expect(await secret.seal(plain)).toMatchObject({ ok: false, failure: { code: 'keyUnavailable' } });
  expect(await secret.open(bytes)).toMatchObject({ ok: false, failure: { code: 'keyUnavailable' } });
});
