/** Who reads a place of the open draft is told when it changes, and nobody else: a key in a long IEP asks few of its hundreds of controls again. */
import { afterEach, describe, expect, it } from 'vitest';
import { BESIDE_PAGES, listen, useDocumentStore } from '../../../renderer/workbench/document-store.ts';
import { useDraftStore } from '../../../renderer/workbench/draft-store.ts';
import { valueAt, type Address } from '../../../shared/iep/address.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { Json } from '../../../shared/iep/json.ts';
import { changeAt } from '../../../shared/journal/place.ts';
import { sampleDocument } from '../paper/sample.ts';

const STRENGTHS = 'pages/presentLevels/strengths';
const GOALS = 'pages/goals/items';

function show(document: IepDocument | null): void {
  useDraftStore.setState({ draft: document === null ? null : ({ draftId: 'd1', document } as never) });
}

/** Opens a document and says which of the places are told of what follows. */
function told(places: readonly Address[], change: (document: IepDocument) => IepDocument | null): readonly Address[] {
  show(sampleDocument());
  const heard: Address[] = [];
  const ends = places.map((place) => listen([place], () => heard.push(place)));
  const document = useDocumentStore.getState().document;
  if (document === null) throw new Error('A draft is open.');
  show(change(document));
  for (const end of ends) end();
  show(sampleDocument());
  return heard.sort();
}

const set = (at: Address, value: Json) => (document: IepDocument): IepDocument => changeAt(document, at, () => value);

describe('A change in the open draft', () => {
  afterEach(() => show(null));

  it('is told where it happened and around it, once each, and not beside it', () => {
    expect(told([STRENGTHS, 'pages/presentLevels', 'pages/presentLevels/parentConcerns', GOALS, 'work', BESIDE_PAGES], set(STRENGTHS, 'Reads maps.'))).toEqual(['pages/presentLevels', STRENGTHS]);
  });

  it('beside the pages is told to those who read there', () => {
    expect(told([STRENGTHS, 'staff', 'documentStatus', BESIDE_PAGES], set('documentStatus', 'inMeeting'))).toEqual([BESIDE_PAGES, 'documentStatus']);
  });

  it('that takes a whole list away or brings it is told to everybody in it', () => {
    const goal = (valueAt(sampleDocument(), GOALS) as readonly { readonly $row: string }[])[0]?.$row ?? '';
    expect(goal).not.toBe('');
    expect(told([`${GOALS}/@${goal}/annualGoal`, STRENGTHS], set('pages/goals', null))).toEqual([`${GOALS}/@${goal}/annualGoal`]);
  });

  it('to another document, or to none, is told to everybody', () => {
    expect(told([STRENGTHS, 'work', BESIDE_PAGES], () => null)).toEqual([BESIDE_PAGES, STRENGTHS, 'work']);
  });

  it('is told to nobody who no longer listens', () => {
    const heard: string[] = [];
    listen([STRENGTHS], () => heard.push('gone'))();
    expect(told([STRENGTHS], set(STRENGTHS, 'Swims.'))).toEqual([STRENGTHS]);
    expect(heard).toEqual([]);
  });
});
