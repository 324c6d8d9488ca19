/** Handlers of the session, the settings and help: the calls that work while the records are sealed. */
import { ok } from '../../../shared/words/failures.ts';
import type { Session } from '../../records/session.ts';
import { changeSettings } from '../../records/settings-service.ts';
import type { SettingsStore } from '../../settings/settings.ts';
import type { Result } from '../../../shared/words/failures.ts';
import type { HandlersOf } from '../answer.ts';

export interface SessionParts {
  readonly session: Session;
  readonly settings: SettingsStore;
  /** The page has sent everything it had, or says what it could not. */
  readonly flushed: (ticket: string, unsaved: number) => void;
  /** Locks after the page has sent what it had. */
  readonly lockNow: () => Promise<void>;
  readonly openHelp: (topic: string) => Promise<Result<null>>;
}

type Channels = 'session.status' | 'session.create' | 'session.unlock' | 'session.recover' | 'session.lock' | 'session.setProfile' | 'session.flushed' | 'session.halfWritten' | 'session.keepHalfWritten' | 'settings.get' | 'settings.set' | 'help.open';

export function sessionHandlers({ session, settings, flushed, lockNow, openHelp }: SessionParts): HandlersOf<Channels> {
  return {
    'session.status': () => session.status(),
    'session.create': ({ passphrase }) => session.create(passphrase),
    'session.unlock': ({ passphrase }) => session.unlock(passphrase),
    'session.recover': ({ recoveryCode, passphrase }) => session.recover(recoveryCode, passphrase),
    'session.lock': async () => {
      await lockNow();
      return ok(null);
    },
    'session.setProfile': ({ profile }) => session.setProfile(profile),
    'session.flushed': ({ ticket, unsaved }) => {
      flushed(ticket, unsaved);
      return Promise.resolve(ok(null));
    },
    'session.halfWritten': () => session.inside(async ({ vault }) => {
      const read = await vault.halfWritten.read();
      return read.ok ? ok({ dialogs: read.value }) : read;
    }),
    'session.keepHalfWritten': ({ dialogs }) => session.inside(({ vault }) => vault.halfWritten.keep(dialogs)),
    'settings.get': () => Promise.resolve(ok(settings.get())),
    'settings.set': (change) => session.inside((rooms) => changeSettings(rooms, change)),
    'help.open': ({ topic }) => openHelp(topic),
  };
}
