/**
 * A TCP proxy that stands for the network cable: while cut it refuses every new connection, ends the open ones, and so lets no byte through;
 * `bytes()` counts what passed, so that "nothing was sent" is a measurement and not a promise (decisions.md 25).
 */
import { createServer, connect, type Socket } from 'node:net';

export interface CutProxy {
  /** Port on 127.0.0.1; the same before and after a cut. */
  readonly port: number;
  readonly cut: () => Promise<void>;
  readonly heal: () => Promise<void>;
  /** Bytes that passed in both directions since the start. */
  readonly bytes: () => number;
  readonly close: () => Promise<void>;
}

/** `target` is where the server listens: `{ host, port }` or a URL. */
export async function createCutProxy({ target }: { readonly target: string | { readonly host: string; readonly port: number } }): Promise<CutProxy> {
  const to = typeof target === 'string' ? { host: new URL(target).hostname, port: Number(new URL(target).port) } : target;
  const open = new Set<Socket>();
  let passed = 0;

  const server = createServer((client) => {
    const onward = connect(to);
    for (const [from, other] of [[client, onward], [onward, client]] as const) {
      open.add(from);
      from.on('data', (chunk) => {
        passed += chunk.byteLength;
      });
      from.on('error', () => other.destroy());
      from.on('close', () => {
        open.delete(from);
        other.destroy();
      });
      from.pipe(other);
    }
  });

  const listen = (port: number): Promise<number> => new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
      resolve(address.port);
    });
  });
  const stop = (): Promise<void> => new Promise((resolve) => {
    if (!server.listening) {
      resolve();
      return;
    }
    server.close(() => resolve());
    for (const socket of open) socket.destroy();
  });

  const port = await listen(0);
  return {
    port,
    // Nothing listens while cut: the system itself refuses, as it does without a network.
    cut: stop,
    heal: async () => {
      if (!server.listening) await listen(port);
    },
    bytes: () => passed,
    close: stop,
  };
}
