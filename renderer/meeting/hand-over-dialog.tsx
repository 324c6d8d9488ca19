/** Records that the parent left with the copy: the one thing the meeting may not end without (handbook, "Ensure parent leaves with a copy of the IEP"). */
import { useState } from 'react';
import { parentCopyOf, signerLines } from '../../shared/flow/read.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { Pick, TextInput } from '../ui/labelled.tsx';
import { timeOfDay, today } from '../workbench/clock.ts';
import { AskMain } from './ask-main.tsx';
import { parentsOf } from './people.ts';

export function HandOverDialog({ document, onClose }: { readonly document: IepDocument; readonly onClose: () => void }) {
  // The adult student, in whose hands the rights are, may take it as well as a parent.
  const takers = [...new Map([...signerLines(document), ...parentsOf(document)].map((line) => [line.name, line])).values()];
  const [to, setTo] = useState(takers[0]?.name ?? '');
  const [method, setMethod] = useState('handed at the meeting');
  return (
    <AskMain title="The parent has the copy" action="Record it" onClose={onClose} event={to.trim() === '' ? null : { type: 'parentCopyHanded', to: to.trim(), at: `${today()}T${timeOfDay()}`, method }}>
      {parentCopyOf(document)?.sets === 2 ? <p>Two identical sets were printed. Both are written on and signed alike; the parent takes one, the other stays as the signed original.</p> : null}
      <Pick label="Given to" value={to} onChange={setTo} options={takers.map(({ name, relation }) => ({ value: name, label: `${name}, ${relation}` }))} />
      <TextInput label="How" value={method} onChange={setMethod} />
    </AskMain>
  );
}
