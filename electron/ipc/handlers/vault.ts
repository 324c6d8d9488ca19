/** Handlers of the store itself: what in it was found damaged. */
import { ok } from '../../../shared/words/failures.ts';
import { damageReport } from '../../records/damage.ts';
import type { Session } from '../../records/session.ts';
import type { HandlersOf } from '../answer.ts';

type Channels = 'vault.damage';

export function vaultHandlers({ inside }: Session): HandlersOf<Channels> {
  return {
    'vault.damage': () => inside((rooms) => ok(damageReport(rooms.vault))),
  };
}
