/** When the district's state report closes, and for how many days before that reported fields are red: read by everybody, set by the system managers. */
import { useState } from 'react';
import type { Settings } from '../../shared/bridge/settings.ts';
import { reportDate } from '../../shared/check/highlight.ts';
import { roleVerdict } from '../../shared/flow/roles.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { Button } from '../ui/button.tsx';
import { TextInput } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { useSession, whoIn } from '../workbench/session-state.ts';
import { keepSettings, useSettings } from '../workbench/settings-store.ts';
import { Section } from './section.tsx';

type Dates = Settings['reportDates'];

const MOST_DATES = 6;
const MOST_RED_DAYS = 90;

/** "12/1, 6/30" as report dates; null when a part is no day of the year. */
function readDates(text: string): Dates | null {
  const parts = text.split(/[,;]/u).map((part) => part.trim()).filter((part) => part !== '');
  const dates = parts.map((part) => {
    const match = /^(\d{1,2})[/.-](\d{1,2})$/u.exec(part);
    return match === null ? null : reportDate(Number(match[1]), Number(match[2]));
  });
  const known = dates.filter((date) => date !== null);
  return known.length === parts.length && known.length > 0 && known.length <= MOST_DATES ? known : null;
}

function readDays(text: string): number | null {
  const days = Number(text);
  return /^\d{1,2}$/u.test(text.trim()) && days >= 1 && days <= MOST_RED_DAYS ? days : null;
}

function Form({ settings }: { readonly settings: Settings }) {
  const [dates, setDates] = useState(settings.reportDates.map(({ month, day }) => `${month}/${day}`).join(', '));
  const [days, setDays] = useState(String(settings.redWindowDays));
  const [failure, setFailure] = useState<Failure | null>(null);
  const [saved, setSaved] = useState(false);
  const reportDates = readDates(dates);
  const redWindowDays = readDays(days);
  const save = async (): Promise<void> => {
    if (reportDates === null || redWindowDays === null) return;
    const reply = await ask(bridge().settings.set({ reportDates, redWindowDays }));
    setFailure(reply.ok ? null : (reply.failure as Failure));
    setSaved(reply.ok);
    if (reply.ok) keepSettings(reply.value);
  };
  return (
    <>
      <TextInput label="Report dates" hint="Month and day of each, for example 12/1, 6/30." value={dates} onChange={setDates} />
      {reportDates === null ? <p role="alert">Write one to six days of the year, month first, with a comma between them.</p> : null}
      <TextInput label="Days before that the fields are red" hint="1 to 90 days." value={days} onChange={setDays} />
      {redWindowDays === null ? <p role="alert">Write a number of days from 1 to 90.</p> : null}
      {failure === null ? null : <FailureNotice failure={failure} />}
      <Button disabled={reportDates === null || redWindowDays === null} onPress={() => void save()}>
        Use these report dates
      </Button>
      {saved ? <p role="status">Saved.</p> : null}
    </>
  );
}

export function ReportDates() {
  const settings = useSettings((state) => state.settings);
  const who = whoIn(useSession((state) => state.status));
  if (settings === null) return null;
  const words = settings.reportDates.map((date) => date.label).join(' and ');
  return (
    <Section label="State report">
      <h2>State report</h2>
      <p data-report-dates>
        The report closes {words}. For {settings.redWindowDays} days before, the fields it counts are red, and a change for a later meeting is asked about first.
      </p>
      {who !== null && roleVerdict('districtSettings', who).ok ? <Form settings={settings} /> : <p>The district or SELPA system manager sets these dates.</p>}
    </Section>
  );
}
