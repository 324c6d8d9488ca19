/**
 * A TCP proxy that stands for the network cable: while cut it refuses every new connection, ends the open ones, and so lets no byte through.
 * It hears the connections it refuses: `refused()` and `bytes()` together make "it was tried, and nothing was sent" a measurement and not a promise (decisions.md 25).
 */
import { createServer, connect, type Socket } from 'node:net';

export interface CutProxy {
  /** Port on 127.0.0.1; the same before and after a cut. */
  readonly port: number;
  readonly cut: () => void;
  readonly heal: () => void;
  /** Bytes that passed in both directions since the start. */
  readonly bytes: () => number;
  /** Connections that were tried while cut, since the start. */
  readonly refused: () => number;
  readonly close: () => Promise<void>;
}

/** `target` is where the server listens: `{ host, port }` or a URL. */
export async function createCutProxy({ target }: { readonly target: string | { readonly host: string; readonly port: number } }): Promise<CutProxy> {
  const to = typeof target === 'string' ? { host: new URL(target).hostname, port: Number(new URL(target).port) } : target;
  const open = new Set<Socket>();
  let passed = 0;
  let refused = 0;
  let isCut = false;

  const server = createServer((client) => {
    if (isCut) {
      refused += 1;
      client.on('error', () => undefined);
      client.resetAndDestroy();
      return;
    }
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

  const dropAll = (): void => {
    for (const socket of open) socket.destroy();
  };

  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
      resolve(address.port);
    });
  });
  return {
    port,
    cut: () => {
      isCut = true;
      dropAll();
    },
    heal: () => {
      isCut = false;
    },
    bytes: () => passed,
    refused: () => refused,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      dropAll();
    }),
  };
}
