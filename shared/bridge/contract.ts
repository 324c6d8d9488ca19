/**
 * The contract of the bridge: for every call the schema of its argument and of its result, and its size limit. Main parses both;
 * a handler never sees an unparsed argument and the page never an unparsed result (decisions.md 27).
 */
import type { z } from 'zod';
import type { CALLS, Group } from './channels.ts';
import { sessionCalls } from './session.ts';
import { vaultCalls } from './vault.ts';
import { caseloadCalls } from './caseload.ts';
import { exchangeCalls } from './exchange.ts';
import { draftsCalls } from './drafts.ts';
import { paperCalls } from './paper.ts';
import { affirmCalls } from './affirm.ts';
import { recordsCalls } from './records.ts';
import { progressCalls } from './progress.ts';
import { syncCalls, type syncStatus } from './sync.ts';
import { settingsCalls } from './settings.ts';
import { readinessCalls } from './readiness.ts';
import { wordsCalls } from './words.ts';
import { goalsCalls } from './goals.ts';
import { libraryCalls } from './library.ts';
import { helpCalls } from './help.ts';
import type { failure } from './call.ts';

/** One entry per name in CALLS, written down by room. */
export const CONTRACT = {
  ...sessionCalls,
  ...vaultCalls,
  ...caseloadCalls,
  ...exchangeCalls,
  ...draftsCalls,
  ...paperCalls,
  ...affirmCalls,
  ...recordsCalls,
  ...progressCalls,
  ...syncCalls,
  ...settingsCalls,
  ...readinessCalls,
  ...wordsCalls,
  ...goalsCalls,
  ...libraryCalls,
  ...helpCalls,
} as const;

export type Channel = keyof typeof CONTRACT;
export type Input<C extends Channel> = z.infer<(typeof CONTRACT)[C]['input']>;
export type Output<C extends Channel> = z.infer<(typeof CONTRACT)[C]['output']>;
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: z.infer<typeof failure> };

type CallName<G extends Group> = (typeof CALLS)[G][number];
type BridgeCall<C> = C extends Channel ? (undefined extends Input<C> ? () => Promise<Reply<Output<C>>> : (input: Input<C>) => Promise<Reply<Output<C>>>) : never;

/** What main tells the page. */
export interface Notices {
  session: { readonly state: 'locked' | 'open' };
  /** Main wants every unsaved edit now (quit, suspend, lock); answer with session.flushed. */
  flush: { readonly ticket: string; readonly why: 'quit' | 'lock' | 'suspend' };
  caseload: { readonly changed: string };
  sync: z.infer<typeof syncStatus>;
  saving: { readonly trouble: z.infer<typeof failure> | null };
  /** Somebody started IEP Desk again; this window came forward instead. */
  secondStart: { readonly at: string };
  /** How much paper waits for a printer now. */
  papers: { readonly waiting: number };
  /** A document of the district came or left, or is refused. */
  library: { readonly at: string };
  /** A menu item was chosen; the id of a command in shared/commands. */
  command: { readonly id: string };
}

export type Bridge = { readonly [G in Group]: { readonly [N in CallName<G>]: BridgeCall<`${G}.${N}`> } } & {
  readonly on: <N extends keyof Notices>(name: N, listener: (notice: Notices[N]) => void) => () => void;
};
