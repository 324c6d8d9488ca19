/** What a parent who does not agree is told of settling it: the usual words, or those of the district. They go into the notes with the first disagreement noted. */
import { useState } from 'react';
import { roleVerdict } from '../../shared/flow/roles.ts';
import { DISPUTE_WORDS } from '../../shared/iep/dispute-words.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { Button } from '../ui/button.tsx';
import { TextInput } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { useSession, whoIn } from '../workbench/session-state.ts';
import { keepSettings, useSettings } from '../workbench/settings-store.ts';
import { Section } from './section.tsx';

function Change({ saved }: { readonly saved: string }) {
  const [words, setWords] = useState(saved);
  const [failure, setFailure] = useState<Failure | null>(null);
  const save = async (): Promise<void> => {
    const reply = await ask(bridge().settings.set({ disputeWords: words.trim() }));
    if (!reply.ok) return setFailure(reply.failure as Failure);
    setFailure(null);
    keepSettings(reply.value);
    return undefined;
  };
  return (
    <>
      <TextInput label="Words of this district" hint="Left empty, the words above are used." value={words} onChange={setWords} multiline />
      {failure === null ? null : <FailureNotice failure={failure} />}
      <Button disabled={words.trim() === saved} onPress={() => void save()}>
        Use these words
      </Button>
    </>
  );
}

export function DisputeWords() {
  const saved = useSettings((state) => state.settings?.disputeWords);
  const who = whoIn(useSession((state) => state.status));
  if (saved === undefined) return null;
  return (
    <Section label="When the parent does not agree">
      <h2>When the parent does not agree</h2>
      <p>The first disagreement noted at a meeting brings these words into the notes, and so into the parent copy:</p>
      <p data-dispute-words>{saved === '' ? DISPUTE_WORDS.en : saved}</p>
      {who !== null && roleVerdict('districtSettings', who).ok ? <Change key={saved} saved={saved} /> : <p>The district or SELPA system manager sets these words.</p>}
    </Section>
  );
}
