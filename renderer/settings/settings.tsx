/** The few things a person sets: the district, when the window locks, how it looks, and when the state report closes. */
import { useState } from 'react';
import type { Settings } from '../../shared/bridge/settings.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { BackupsInSettings } from '../backups/in-settings.tsx';
import { AnotherComputerInSettings } from '../backups/transfer-to.tsx';
import { Button } from '../ui/button.tsx';
import { Frame } from '../ui/frame.tsx';
import { Pick, TextInput } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { keepSettings, useSettings } from '../workbench/settings-store.ts';
import { useSync } from '../workbench/sync-store.ts';
import { DamageInSettings } from './damage.tsx';
import { WhatTheDistrictAllows } from './district-rights.tsx';
import { StudentsWhoLeft } from './leavers.tsx';
import { DisputeWords } from './dispute-words.tsx';
import { NoticeLead } from './notice-lead.tsx';
import { OwnWords } from './own-words.tsx';
import { ReportDates } from './report-dates.tsx';
import { KeysInSettings } from './keys.tsx';
import { Section } from './section.tsx';
import styles from './settings.module.css';

function District() {
  const server = useSync((state) => state.status?.server ?? null);
  const [url, setUrl] = useState('');
  const [accessKey, setKey] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    const reply = await ask(bridge().sync.configure({ url: url.trim(), accessKey: accessKey.trim() }));
    setBusy(false);
    if (!reply.ok) return setFailure(reply.failure as Failure);
    useSync.setState({ status: reply.value });
    setFailure(null);
    setKey('');
    return undefined;
  };
  return (
    <Section label="District server">
      <h2>District server</h2>
      {server === null ? <p>None yet. Affirmed IEPs wait on this computer.</p> : <p data-district>{server.name} at {server.url}{server.trial ? ': trial district on this computer' : ''}</p>}
      <TextInput label="Address" hint="It begins with https:// ; your district system manager has it." value={url} onChange={setUrl} />
      <TextInput label="Access key" type="password" value={accessKey} onChange={setKey} />
      {failure === null ? null : <FailureNotice failure={failure} />}
      <Button look="primary" disabled={busy || url.trim() === ''} onPress={() => void save()}>
        {busy ? 'Asking the district…' : 'Use this district'}
      </Button>
    </Section>
  );
}

function Look() {
  const settings = useSettings((state) => state.settings);
  const change = async (part: Partial<Settings>): Promise<void> => {
    const reply = await ask(bridge().settings.set(part));
    if (reply.ok) keepSettings(reply.value);
  };
  if (settings === null) return null;
  return (
    <Section label="This computer">
      <h2>This computer</h2>
      <Pick label="Light or dark" value={settings.theme} onChange={(theme) => void change({ theme: theme as Settings['theme'] })} options={[{ value: 'system', label: 'As the computer is set' }, { value: 'light', label: 'Light' }, { value: 'dark', label: 'Dark' }]} />
      <Pick label="Size of text" value={String(settings.textSize)} onChange={(size) => void change({ textSize: Number(size) })} options={[80, 90, 100, 110, 125, 150, 175, 200].map((size) => ({ value: String(size), label: `${size} %` }))} />
      <Pick label="Lock when idle for" hint="Typing never counts as idle." value={String(settings.idleMinutes)} onChange={(minutes) => void change({ idleMinutes: Number(minutes) })} options={[2, 5, 10, 15, 20, 30].map((minutes) => ({ value: String(minutes), label: `${minutes} minutes` }))} />
    </Section>
  );
}

export function SettingsScreen() {
  return (
    <Frame screen="settings" title={<h1>Settings</h1>}>
      <div className={styles.page}>
        <District />
        <Look />
        <OwnWords />
        <ReportDates />
        <NoticeLead />
        <DisputeWords />
        <DamageInSettings />
        <BackupsInSettings />
        <AnotherComputerInSettings />
        <KeysInSettings />
        <StudentsWhoLeft />
        <WhatTheDistrictAllows />
      </div>
    </Frame>
  );
}
