/** How backups are told: when each was made, by this computer's own clock, why, where it lies, and what each student has in it. */
import type { Backup, RestorePreview } from '../../shared/bridge/vault.ts';
import { localDate, localTime } from '../../shared/time/zone.ts';
import { showDate } from '../form/dates.ts';

const WHY: Record<Backup['why'], string> = { closed: 'made when it was locked', asked: 'made when you asked', beforeRestore: 'made before a restore', transfer: 'made for another computer' };

/** "9/29/2026, 2:30 pm" in the zone of this computer. */
export function whenMade(instant: string, zone: string): string {
  const [hour = '', minute = ''] = localTime(instant, zone).split(':');
  return `${showDate(localDate(instant, zone))}, ${Number(hour) % 12 === 0 ? 12 : Number(hour) % 12}:${minute} ${Number(hour) < 12 ? 'am' : 'pm'}`;
}

export function aboutBackup(backup: Backup, zone: string): string {
  return `${whenMade(backup.madeAt, zone)}, ${WHY[backup.why]}, ${backup.place === 'here' ? 'on this computer' : 'in the second place'}, ${backup.files} files`;
}

/** What one student has, now or in a backup. */
export function has(state: RestorePreview['students'][number]['now']): string {
  if (state === null) return 'not there';
  const draft = state.draft === null ? 'no Future IEP' : state.draft === 'unreadable' ? 'a Future IEP that cannot be read' : `a Future IEP with ${state.draft.changes} changes`;
  return `${draft}, ${state.records} affirmed`;
}
