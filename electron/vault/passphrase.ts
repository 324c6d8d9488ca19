/** What a passphrase must be, and how it becomes key material without ever blocking main (storage.md 2.9). */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface DerivationCost {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

/** Argon2id, 64 MiB, 3 passes (near RFC 9106's second choice); about a third of a second on a school laptop. No new key is made for less. */
export const PASSPHRASE_COST: DerivationCost = { memoryKiB: 64 * 1024, passes: 3, lanes: 1 };
/** OWASP's floor: a keyring that asks for less was tampered with or damaged. */
export const LEAST_COST: DerivationCost = { memoryKiB: 19 * 1024, passes: 2, lanes: 1 };
/** A keyring that asks for more would hang the laptop. */
export const MOST_COST: DerivationCost = { memoryKiB: 1024 * 1024, passes: 20, lanes: 16 };

/** Milliseconds an unlock may take for the passphrase alone: RFC 9106, section 4, has half a second where somebody waits to be let in; OWASP asks for less than one. */
export const TARGET_MS = 500;
/** Passes of a new key at most: the keyring in a backup may have to open on a laptop a quarter as fast, which then takes two seconds and not ten. */
export const MOST_NEW_PASSES = 12;

/**
 * What a new key costs on a computer that needed `ms` milliseconds for PASSPHRASE_COST. As RFC 9106, section 4, says, the memory is chosen first, then as
 * many passes as the time allows. The memory is never raised, because the laptop has to find that much free at every unlock.
 */
export function costOfNewKey(ms: number): DerivationCost {
  const affordable = Math.floor((PASSPHRASE_COST.passes * TARGET_MS) / ms);
  return { ...PASSPHRASE_COST, passes: Math.max(PASSPHRASE_COST.passes, Math.min(MOST_NEW_PASSES, affordable)) };
}

export interface DerivationJob {
  readonly passphrase: string;
  readonly salt: Uint8Array;
  readonly cost: DerivationCost;
}

export interface Derived {
  /** 32 bytes; the same ones for the same job, on any computer. */
  readonly key: Uint8Array;
  /** Milliseconds the thread worked on it. */
  readonly ms: number;
}

export interface KeyDerivation {
  readonly derive: (job: DerivationJob) => Promise<Derived>;
}

/** Argon2id in a thread of its own that ends with the job, so that its 64 MiB and the passphrase end with it. @param workerCode text of out/main/passphrase-worker.cjs */
export function createKeyDerivation(workerCode: string): KeyDerivation {
  return {
    derive: async (job) => {
      const worker = new Worker(workerCode, { eval: true, workerData: job });
      try {
        const [derived] = (await once(worker, 'message')) as [Derived];
        return derived;
      } finally {
        await worker.terminate();
      }
    },
  };
}

interface Strength {
  readonly characters: number;
  readonly words: number;
  readonly spoken: string;
}

/** With a device secret a thief also needs the operating system's login, so the passphrase need not stand alone. */
const WITH_DEVICE_SECRET: Strength = { characters: 12, words: 4, spoken: 'at least four words, or twelve characters' };
/** decisions.md 7: no safe key store, so the passphrase is all there is. */
const ALONE: Strength = { characters: 20, words: 6, spoken: 'at least six words, or twenty characters, because this computer has no safe key store of its own' };
/** Letters that make a word. */
const WORD = 3;

/** The same passphrase typed on another keyboard layout gives the same key. */
export function normalPassphrase(typed: string): string {
  return typed.normalize('NFKC');
}

/** What the passphrase still needs, in words to show, or null when it is long enough. */
export function passphraseLacks(typed: string, store: 'os' | 'passphraseOnly'): string | null {
  const need = store === 'os' ? WITH_DEVICE_SECRET : ALONE;
  const passphrase = normalPassphrase(typed);
  const words = passphrase.split(/\s+/).filter((word) => Array.from(word).length >= WORD).length;
  const characters = Array.from(passphrase.trim()).length;
  return characters >= need.characters || words >= need.words ? null : need.spoken;
}
