/** Changes settings: how this computer looks and locks is its user's own, what counts for the district is set by its system managers (iep-forms.md section 7). */
import type { Settings } from '../../shared/bridge/settings.ts';
import { roleVerdict } from '../../shared/flow/roles.ts';
import type { Result } from '../../shared/words/failures.ts';
import type { SettingsStore } from '../settings/settings.ts';
import { refusalOf } from './judge.ts';
import { whoOf, type Rooms } from './rooms.ts';

const OF_THE_DISTRICT: readonly (keyof Settings)[] = ['zone', 'redWindowDays', 'reportDates', 'noticeLeadDays', 'disputeWords', 'optionalRights'];

export async function changeSettings(rooms: Rooms, change: Parameters<SettingsStore['set']>[0]): Promise<Result<Settings>> {
  if (OF_THE_DISTRICT.every((name) => change[name] === undefined)) return rooms.tools.settings.set(change);
  const who = whoOf(rooms);
  if (!who.ok) return who;
  const right = roleVerdict('districtSettings', who.value);
  return right.ok ? rooms.tools.settings.set(change) : refusalOf(right);
}
