/**
 * Quitting in two phases: the page sends what it has (anyone may object), then the rooms close and the app leaves. No exit with unflushed edits
 * unless the user was told which (examples.md section 8).
 */
import type { Log } from '../diagnostics/log.ts';
import type { Session } from '../records/session.ts';
import type { Flush, Flushed } from './flush.ts';

export interface QuitParts {
  readonly flush: Flush;
  readonly session: Session;
  /** Asks the user whether to leave although something is unsaved; true = leave. */
  readonly askUser: (flushed: Flushed) => Promise<boolean>;
  /** Closes what lives beside the vault: the PDF worker. */
  readonly closeRest: () => Promise<void>;
  readonly log: Log;
  /** Leaves for good. */
  readonly leave: () => void;
}

export interface Quit {
  /** Handler of `before-quit`: holds the quit until both phases are done. */
  readonly beforeQuit: (event: { readonly preventDefault: () => void }) => void;
}

export function createQuit({ flush, session, askUser, closeRest, log, leave }: QuitParts): Quit {
  let phase: 'open' | 'asking' | 'left' = 'open';

  async function go(): Promise<void> {
    const flushed = session.isOpen() ? await flush.ask('quit') : { answer: 'flushed' as const, unsaved: 0 as const };
    log('quitAsked', { answer: flushed.answer, unsaved: flushed.unsaved });
    // A question that cannot be asked is answered by staying: the words are in the window still, and quitting can be asked for again.
    if (flushed.answer !== 'flushed' && !(await askUser(flushed).catch(() => false))) {
      phase = 'open';
      return;
    }
    // Everything acknowledged is on disk already: a room that cannot close in order must not keep the app from ending.
    await session.lock('quit').catch(() => log('closeFailed', { room: 'session' }));
    await closeRest().catch(() => log('closeFailed', { room: 'rest' }));
    log('quitDone', { lost: flushed.unsaved });
    phase = 'left';
    leave();
  }

  return {
    beforeQuit: (event) => {
      if (phase === 'left') return;
      event.preventDefault();
      if (phase === 'asking') return;
      phase = 'asking';
      void go();
    },
  };
}
