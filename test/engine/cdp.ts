/** Promise: one connection to Chromium over its debugging pipe; answers by promise, events by listener; a dead browser rejects what waits. */
import type { Readable, Writable } from 'node:stream';

type Params = Record<string, unknown>;
type Listener = (params: never, session: string | undefined) => void;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Params;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly sessionId?: string;
}

interface Waiting {
  readonly method: string;
  readonly resolve: (result: never) => void;
  readonly reject: (reason: Error) => void;
}

/** Chromium answered a command with an error, or went away before answering. */
export class ChromiumRefused extends Error {
  override readonly name = 'ChromiumRefused';
}

/** For a command after which nobody waits: the page or the browser may be gone by then. */
export function ignoreWhenGone(reason: unknown): void {
  if (!(reason instanceof ChromiumRefused)) throw reason;
}

export class Cdp {
  private readonly to: Writable;
  private readonly waiting = new Map<number, Waiting>();
  private readonly listeners = new Map<string, Set<Listener>>();
  private lastId = 0;
  private rest: Buffer[] = [];
  private closed = false;

  constructor(to: Writable, from: Readable) {
    this.to = to;
    // A browser that died makes the pipe fail before its exit is seen; the exit is what the engine acts on.
    to.on('error', () => this.close());
    from.on('error', () => this.close());
    from.on('close', () => this.close());
    from.on('data', (chunk: Buffer) => this.take(chunk));
  }

  /** @param session the page's session id; without it the browser answers */
  send<T = unknown>(method: string, params: Params = {}, session?: string): Promise<T> {
    if (this.closed) return Promise.reject(new ChromiumRefused(`${method}: Chromium has ended`));
    const id = ++this.lastId;
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(id, { method, resolve, reject });
      this.to.write(`${JSON.stringify({ id, method, params, ...(session === undefined ? {} : { sessionId: session }) })}\0`);
    });
  }

  /** A command whose failure means only that the page or the browser went away meanwhile. */
  tell(method: string, params: Params = {}, session?: string): void {
    this.send(method, params, session).catch(ignoreWhenGone);
  }

  on<T>(method: string, listener: (params: T, session: string | undefined) => void): void {
    const all = this.listeners.get(method) ?? new Set<Listener>();
    all.add(listener);
    this.listeners.set(method, all);
  }

  private take(chunk: Buffer): void {
    let from = 0;
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, from)) {
      const message = Buffer.concat([...this.rest, chunk.subarray(from, end)]).toString('utf8');
      this.rest = [];
      from = end + 1;
      this.handle(JSON.parse(message) as Message);
    }
    if (from < chunk.length) this.rest.push(chunk.subarray(from));
  }

  private handle(message: Message): void {
    if (message.id === undefined) {
      for (const listener of this.listeners.get(message.method ?? '') ?? []) listener(message.params as never, message.sessionId);
      return;
    }
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.error !== undefined) waiting?.reject(new ChromiumRefused(`${waiting.method}: ${message.error.message}`));
    else waiting?.resolve(message.result as never);
  }

  private close(): void {
    this.closed = true;
    for (const { method, reject } of this.waiting.values()) reject(new ChromiumRefused(`${method}: Chromium has ended`));
    this.waiting.clear();
  }
}
