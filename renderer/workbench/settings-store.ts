/** The settings as main last gave them: the look of this computer, and when the district's state report closes. */
import { create } from 'zustand';
import type { Settings } from '../../shared/bridge/settings.ts';
import { DEFAULT_CALENDAR, type ReportCalendar } from '../../shared/check/highlight.ts';
import { ask, bridge } from './bridge.ts';

interface Known {
  readonly settings: Settings | null;
  readonly calendar: ReportCalendar;
}

export const useSettings = create<Known>(() => ({ settings: null, calendar: DEFAULT_CALENDAR }));

export function keepSettings(settings: Settings): void {
  useSettings.setState({ settings, calendar: { reportDates: settings.reportDates, redWindowDays: settings.redWindowDays } });
}

export async function refreshSettings(): Promise<void> {
  const reply = await ask(bridge().settings.get());
  if (reply.ok) keepSettings(reply.value);
}
