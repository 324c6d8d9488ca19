/** Promise: what is set on this computer and what the district has set for it. */
import { z } from 'zod';
import { reportDate as realReportDate } from '../check/highlight.ts';
import { optionalRights } from './session.ts';
import { call, none } from './call.ts';

/** A day that comes every year on which a state report closes, with its words: "Dec 1". */
const reportDate = z.strictObject({ label: z.string().min(1).max(40), month: z.int(), day: z.int() }).refine(({ month, day }) => realReportDate(month, day) !== null, 'is no day of the year');

export const settings = z.strictObject({
  zone: z.string(), theme: z.enum(['system', 'light', 'dark']), textSize: z.int().min(80).max(200), idleMinutes: z.int().min(2).max(30), redWindowDays: z.int().min(1).max(90),
  /** Days before a due date by which a meeting should be set; a later one warns. */
  noticeLeadDays: z.int().min(0).max(60),
  /** What a parent who does not agree is told of settling it; '' for the usual words. */
  disputeWords: z.string().max(4000),
  reportDates: z.array(reportDate).min(1).max(6),
  optionalRights,
});

export const settingsCalls = {
  'settings.get': call(none, settings),
  'settings.set': call(settings.partial(), settings),
} as const;

export type Settings = z.infer<typeof settings>;
