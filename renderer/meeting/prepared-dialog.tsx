/** Says who prepares a part before the meeting: the page at hand, or the field or row the caret is in. Whoever is named writes there. */
import { useState } from 'react';
import { workOf } from '../../shared/flow/read.ts';
import { isWithin, type Address } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { pageRoot } from '../../shared/iep/page-keys.ts';
import { placeWords } from '../../shared/iep/place-words.ts';
import { Pick } from '../ui/labelled.tsx';
import { currentProfile } from '../workbench/session-state.ts';
import { AskMain } from './ask-main.tsx';
import { itemAt, useCaret } from './caret.ts';

/** The parts that can be given from here: the page, and what the caret stands in, named as one key would mark it discussed. */
function partsAt(page: string, caret: Address | null): readonly Address[] {
  const root = pageRoot(page);
  if (caret === null || !isWithin(caret, root) || caret === root) return [root];
  const item = itemAt(caret);
  return [root, item.kind === 'goal' ? `pages/goals/items/@${item.row}` : item.at];
}

const NOBODY = '';

export function PreparedDialog({ document, page, onClose }: { readonly document: IepDocument; readonly page: string; readonly onClose: () => void }) {
  const [parts] = useState(() => partsAt(page, useCaret.getState().at));
  const [part, setPart] = useState<Address>(parts.at(-1) ?? pageRoot(page));
  const known = workOf(document).preparedBy[part]?.staff;
  const [staff, setStaff] = useState(known ?? currentProfile()?.staffId ?? NOBODY);
  const event = staff === NOBODY ? (known === undefined ? null : ({ type: 'sectionHandedBack', at: part } as const)) : staff === known ? null : ({ type: 'sectionPreparedBy', at: part, staff } as const);
  const choose = (next: Address): void => {
    setPart(next);
    setStaff(workOf(document).preparedBy[next]?.staff ?? staff);
  };
  return (
    <AskMain title="Who prepares this part" action="Save" onClose={onClose} event={event}>
      <p>Whoever is named may write in this part. Screen and draft packet say who prepares it; the parent copy does not.</p>
      <Pick label="Part" value={part} onChange={choose} options={parts.map((at) => ({ value: at, label: at === pageRoot(page) ? `The whole page: ${placeWords(document, at)}` : placeWords(document, at) }))} />
      <Pick label="Prepared by" value={staff} onChange={setStaff} options={[{ value: NOBODY, label: 'Nobody in particular' }, ...document.staff.map((person) => ({ value: person.id, label: `${person.name}, ${person.title}` }))]} />
    </AskMain>
  );
}
