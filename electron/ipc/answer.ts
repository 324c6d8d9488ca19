/**
 * Answers one call of the page: known window, top frame, own host, unlocked, size, schema, handler, result schema, in this order. No handler
 * runs for a foreign frame, an oversized message or an unparsed argument, and no result leaves that breaks its schema (checklist 17, 20).
 */
import { CONTRACT, type Channel, type Input, type Output, type Reply } from '../../shared/bridge/contract.ts';
import { fail, type FailureCode, type Result } from '../../shared/words/failures.ts';
import { isOwnAddress } from '../window/address.ts';
import type { Log } from '../diagnostics/log.ts';
import { weigh } from './measure.ts';

export type Handler<C extends Channel> = (input: Input<C>) => Promise<Result<Output<C>>>;
export type Handlers = { readonly [C in Channel]: Handler<C> };
/** The handlers of some channels: what one file of handlers/ contributes. */
export type HandlersOf<C extends Channel> = Pick<Handlers, C>;

/** What is known of the caller, taken from the event before anything else is read. */
export interface Caller {
  readonly windowId: number;
  /** null when the frame is gone; `parent` null for the top frame. */
  readonly frame: { readonly url: string; readonly parent: unknown } | null;
}

export interface Gate {
  readonly handlers: Handlers;
  readonly isUnlocked: () => boolean;
  /** Ids of the web contents whose page is ours; a closed window's id is gone. */
  readonly knownWindows: ReadonlySet<number>;
  readonly log: Log;
}

const OPEN_WHILE_LOCKED: ReadonlySet<Channel> = new Set<Channel>([
  'session.status', 'session.create', 'session.unlock', 'session.recover', 'session.lock', 'session.setProfile', 'session.flushed', 'settings.get',
  // A vault that does not open has to be restored while it is locked; what changes anything here asks for the passphrase or a code itself.
  'vault.backups', 'vault.preview', 'vault.restore', 'vault.chooseTransfer', 'vault.transferFrom',
]);

function isTrusted(caller: Caller, knownWindows: ReadonlySet<number>): boolean {
  return knownWindows.has(caller.windowId) && caller.frame !== null && caller.frame.parent === null && isOwnAddress(caller.frame.url);
}

/** Somebody typed or pasted more than a field holds, and nothing else is wrong: they are told to shorten it, not that the program is broken. */
function isTooLong(issues: readonly { readonly code?: string | undefined; readonly origin?: string | undefined }[]): boolean {
  return issues.every(({ code, origin }) => code === 'too_big' && origin === 'string');
}

async function answerTrusted<C extends Channel>(channel: C, args: readonly unknown[], gate: Gate): Promise<Reply<Output<C>>> {
  const refuse = (code: FailureCode) => {
    gate.log('ipcRefused', { channel, code });
    return fail(code);
  };
  if (!gate.isUnlocked() && !OPEN_WHILE_LOCKED.has(channel)) return refuse('locked');
  if (args.length > 1) return refuse('badRequest');
  const { input, output, maxBytes } = CONTRACT[channel];
  const weight = weigh(args[0], maxBytes);
  if (!weight.ok) return refuse(weight.why === 'tooLarge' ? 'tooLarge' : 'badRequest');
  const parsed = input.safeParse(args[0]);
  if (!parsed.success) return refuse(isTooLong(parsed.error.issues) ? 'tooLarge' : 'badRequest');
  const handler = gate.handlers[channel] as Handler<C>;
  const result = await handler(parsed.data as Input<C>);
  // A zod error or a result that failed its schema may quote student text: only the channel is named.
  if (!result.ok) return { ok: false, failure: result.failure };
  const checked = output.safeParse(result.value);
  if (!checked.success) return refuse('unexpected');
  return { ok: true, value: checked.data as Output<C> };
}

/** Never rejects: an exception of a handler becomes the failure `unexpected`, without its message, which may quote student text. */
export async function answer<C extends Channel>(channel: C, caller: Caller, args: readonly unknown[], gate: Gate): Promise<Reply<Output<C>>> {
  try {
    if (!isTrusted(caller, gate.knownWindows)) {
      gate.log('ipcRefused', { channel, code: 'notAllowed' });
      return fail('notAllowed');
    }
    return await answerTrusted(channel, args, gate);
  } catch {
    gate.log('ipcRefused', { channel, code: 'unexpected' });
    return fail('unexpected');
  }
}
