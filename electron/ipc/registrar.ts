/** The only file that touches ipcMain: every channel of the contract is bound to `answer`, and nothing else is bound. */
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { NOTICES } from '../../shared/bridge/channels.ts';
import { CONTRACT, type Channel, type Notices } from '../../shared/bridge/contract.ts';
import { answer, type Caller, type Gate } from './answer.ts';

export const CHANNELS = Object.keys(CONTRACT) as readonly Channel[];

/** Windows the app opened itself and that are still alive. */
export interface KnownWindows {
  readonly ids: ReadonlySet<number>;
  readonly add: (contents: WebContents) => void;
  /** Sends a notice to every known window; data only. */
  readonly notify: <N extends keyof Notices>(name: N, notice: Notices[N]) => void;
}

export function createKnownWindows(): KnownWindows {
  const ids = new Set<number>();
  const alive = new Map<number, WebContents>();
  return {
    ids,
    add: (contents) => {
      const { id } = contents;
      ids.add(id);
      alive.set(id, contents);
      contents.once('destroyed', () => {
        ids.delete(id);
        alive.delete(id);
      });
    },
    notify: (name, notice) => {
      if (!NOTICES.includes(name)) throw new Error(`"${name}" is not a notice of the contract.`);
      for (const contents of alive.values()) if (!contents.isDestroyed()) contents.send(name, notice);
    },
  };
}

function callerOf(event: IpcMainInvokeEvent): Caller {
  return { windowId: event.sender.id, frame: event.senderFrame };
}

/** Binds every channel once; call it before the first window opens. */
export function registerCalls(gate: Gate): void {
  for (const channel of CHANNELS) {
    ipcMain.handle(channel, (event, ...args: unknown[]) => answer(channel, callerOf(event), args, gate));
  }
}
