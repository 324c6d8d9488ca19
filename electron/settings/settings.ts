/**
 * The settings that must be readable before anybody unlocks (zone, theme, text size, idle time, report dates, the district's optional rights); they hold no student data and lie beside
 * the vault as plain JSON. An unreadable settings file means defaults: unlike a record, a theme may be lost.
 */
import { settings as settingsSchema, type Settings } from '../../shared/bridge/contract.ts';
import { DEFAULT_CALENDAR } from '../../shared/check/highlight.ts';
import { LEAD_DAYS } from '../../shared/check/safe-date.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Disk } from '../ports.ts';
import { attempt } from '../vault/disk-failure.ts';
import { durableWrite } from '../vault/durable-write.ts';

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

async function readSettings(disk: Disk, path: string): Promise<Settings> {
  if (!(await disk.exists(path))) return DEFAULTS;
  try {
    const parsed = settingsSchema.partial().safeParse(JSON.parse(Buffer.from(await disk.read(path)).toString('utf8')));
    const merged = settingsSchema.safeParse({ ...DEFAULTS, ...(parsed.success ? parsed.data : {}) });
    return merged.success && isZone(merged.data.zone) ? merged.data : DEFAULTS;
  } catch {
    return DEFAULTS;
  }
}

/** Reads once, then answers from memory; a change counts once it is flushed. `path` is absolute. */
export async function openSettings(disk: Disk, path: string): Promise<SettingsStore> {
  let current = await readSettings(disk, path);
  return {
    get: () => current,
    set: async (change) => {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const next = settingsSchema.safeParse({ ...current, ...given });
      if (!next.success || !isZone(next.data.zone)) return fail('badRequest', 'That setting is not one IEP Desk knows.');
      return attempt(async () => {
        await durableWrite(disk, path, Buffer.from(JSON.stringify(next.data)));
        current = next.data;
        return ok(current);
      });
    },
  };
}
