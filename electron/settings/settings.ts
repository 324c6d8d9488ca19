/**
 * The settings that must be readable before anybody unlocks (zone, theme, text size, idle time, report dates, the district's optional rights); they hold no student data and lie beside
 * the vault as plain JSON. An unreadable settings file means defaults: unlike a record, a theme may be lost. One setting that is not readable is its default
 * and takes no other with it: the district's report dates and rights must not fall to a theme that a newer program wrote.
 */
import { settings as settingsSchema, type Settings } from '../../shared/bridge/settings.ts';
import { DEFAULT_CALENDAR } from '../../shared/check/highlight.ts';
import { LEAD_DAYS } from '../../shared/check/safe-date.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Disk } from '../ports/computer.ts';
import { attempt } from '../vault/disk-failure.ts';
import { durableWrite } from '../vault/durable-write.ts';
import { createQueue } from '../vault/queue.ts';

export const DEFAULTS: Settings = { zone: 'America/Los_Angeles', theme: 'system', textSize: 100, idleMinutes: 10, redWindowDays: DEFAULT_CALENDAR.redWindowDays, reportDates: [...DEFAULT_CALENDAR.reportDates], noticeLeadDays: LEAD_DAYS, disputeWords: '', optionalRights: [] };

export interface SettingsStore {
  readonly get: () => Settings;
  readonly set: (change: { readonly [K in keyof Settings]?: Settings[K] | undefined }) => Promise<Result<Settings>>;
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** What is given, checked whole; null where it is not settings. */
function settingsOf(given: unknown): Settings | null {
  const parsed = settingsSchema.safeParse(given);
  return parsed.success && isZone(parsed.data.zone) ? parsed.data : null;
}

/** What was kept, setting by setting over the defaults. */
function readableOf(kept: object): Settings {
  return Object.entries(kept).reduce((settings, [name, value]) => settingsOf({ ...settings, [name]: value }) ?? settings, DEFAULTS);
}

async function readSettings(disk: Disk, path: string): Promise<Settings> {
  if (!(await disk.exists(path))) return DEFAULTS;
  try {
    const kept: unknown = JSON.parse(Buffer.from(await disk.read(path)).toString('utf8'));
    return typeof kept === 'object' && kept !== null ? readableOf(kept) : DEFAULTS;
  } catch {
    return DEFAULTS;
  }
}

/** Reads once, then answers from memory; a change counts once it is flushed, and two at once both count. `path` is absolute. */
export async function openSettings(disk: Disk, path: string): Promise<SettingsStore> {
  let current = await readSettings(disk, path);
  const writes = createQueue();
  return {
    get: () => current,
    set: (change) => writes.run(async () => {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const next = settingsOf({ ...current, ...given });
      if (next === null) return fail('badRequest', 'That setting is not one IEP Desk knows.');
      return attempt(async () => {
        await durableWrite(disk, path, Buffer.from(JSON.stringify(next)));
        current = next;
        return ok(next);
      });
    }),
  };
}
