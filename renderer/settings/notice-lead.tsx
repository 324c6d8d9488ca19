/** How long before a due date a meeting should be set: the district's choice, ten days unless it says otherwise. */
import { useState } from 'react';
import { roleVerdict } from '../../shared/flow/roles.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { Pick } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { useSession, whoIn } from '../workbench/session-state.ts';
import { keepSettings, useSettings } from '../workbench/settings-store.ts';
import { Section } from './section.tsx';

const DAYS = [0, 5, 7, 10, 14, 21, 30] as const;

export function NoticeLead() {
  const days = useSettings((state) => state.settings?.noticeLeadDays);
  const who = whoIn(useSession((state) => state.status));
  const [failure, setFailure] = useState<Failure | null>(null);
  if (days === undefined) return null;
  const change = async (noticeLeadDays: number): Promise<void> => {
    const reply = await ask(bridge().settings.set({ noticeLeadDays }));
    if (!reply.ok) return setFailure(reply.failure as Failure);
    setFailure(null);
    keepSettings(reply.value);
    return undefined;
  };
  return (
    <Section label="Notice of meeting">
      <h2>Notice of meeting</h2>
      <p>A meeting set fewer than {days} days before its due date is warned of, with the latest safe date.</p>
      {who !== null && roleVerdict('districtSettings', who).ok ? (
        <Pick label="Days before the due date" value={String(days)} onChange={(chosen) => void change(Number(chosen))} options={[...new Set([...DAYS, days])].toSorted((a, b) => a - b).map((one) => ({ value: String(one), label: String(one) }))} />
      ) : (
        <p>The district or SELPA system manager sets these days.</p>
      )}
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Section>
  );
}
