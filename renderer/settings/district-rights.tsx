/** The optional rights of the role matrix: a system manager ticks them, everybody else sees what their district has chosen. */
import { useState } from 'react';
import { roleVerdict, type DistrictRights } from '../../shared/flow/roles.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { Tick } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { keepSettings } from '../workbench/settings-store.ts';
import { useSession, whoIn } from '../workbench/session-state.ts';
import { refreshSession } from '../workbench/session-store.ts';
import { Section } from './section.tsx';

/** In plain words, as far as this program has the work the right is for: a tick without effect would be a promise. */
const WORDS: readonly (readonly [DistrictRights[number], string])[] = [
  ['addStudent', 'Case managers add a student who has no record yet to their own caseload, and fill page 1 of the first IEP'],
  ['editIdentity', 'Case managers keep the student record: names, birth date, address, language'],
  ['startFuture', 'Related service providers start the next Future IEP'],
  ['runMeeting', 'Related service providers run the meeting and print the parent copy'],
  ['setDnr', 'Related service providers tick DNR on their own service lines'],
  ['affirmProgress', 'The district system manager affirms progress reports'],
];

export function WhatTheDistrictAllows() {
  const status = useSession((state) => state.status);
  const [failure, setFailure] = useState<Failure | null>(null);
  const who = whoIn(status);
  if (who === null) return null;
  const given = who.district;
  const mine = roleVerdict('districtSettings', who).ok;
  const change = async (right: DistrictRights[number], on: boolean): Promise<void> => {
    const optionalRights = on ? [...given, right] : given.filter((other) => other !== right);
    const reply = await ask(bridge().settings.set({ optionalRights }));
    if (!reply.ok) return setFailure(reply.failure as Failure);
    setFailure(null);
    keepSettings(reply.value);
    return refreshSession();
  };
  return (
    <Section label="What the district allows">
      <h2>What the district allows</h2>
      <p>{mine ? 'Off until you tick it. Everything else follows from the roles and stays as it is.' : 'Your district system manager sets this.'}</p>
      {WORDS.map(([right, words]) => (
        <Tick key={right} label={words} checked={given.includes(right)} disabled={!mine} onChange={(on) => void change(right, on)} />
      ))}
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Section>
  );
}
