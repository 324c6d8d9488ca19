/** Handlers of the session, the settings and help: the calls that work while the records are sealed. */
import { maySetReportDates } from '../../../shared/flow/district-settings.ts';
import { fail, ok } from '../../../shared/words/failures.ts';
import type { Session } from '../../records/session.ts';
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

type Channels = 'session.status' | 'session.create' | 'session.unlock' | 'session.recover' | 'session.lock' | 'session.setProfile' | 'session.flushed' | 'settings.get' | 'settings.set' | 'help.open';

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
    'settings.get': () => Promise.resolve(ok(settings.get())),
    'settings.set': async (change) => {
      const isDistrict = change.reportDates !== undefined || change.redWindowDays !== undefined;
      if (!isDistrict) return settings.set(change);
      const status = await session.status();
      if (!status.ok) return status;
      const { profile } = status.value;
      return profile !== null && maySetReportDates(profile.role) ? settings.set(change) : fail('refused', 'The report dates are set by the district or SELPA system manager.');
    },
    'help.open': ({ topic }) => openHelp(topic),
  };
}
