import { describe, expect, it } from 'vitest';
import { mayEdit } from '../../../shared/flow/may-edit.ts';
import { replay } from '../../../shared/flow/replay.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import { NOTES_FORM } from '../../../shared/iep/conditions.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { pageKeysOf } from '../../../shared/iep/page-keys.ts';
import type { Edit } from '../../../shared/journal/edit.ts';
import { undoStep } from '../../../shared/journal/invert.ts';
import { insertingEdits, settingEdits } from '../../../shared/journal/make.ts';
import { context, OPEN, SPEECH, Walk } from './room.ts';

const FREE: readonly Edit[] = [{ op: 'set', at: NOTES_FORM, value: 'free', was: 'structured' }];
const notesIn = (walk: Walk): readonly string[] => pageKeysOf(walk.document).filter((key) => key.endsWith('Notes'));

describe('the choice of the notes', () => {
  it('is structured notes until the team says otherwise, before the meeting and in it', () => {
    expect(notesIn(new Walk())).toEqual(['structuredNotes']);
    expect(notesIn(new Walk().must(OPEN))).toEqual(['structuredNotes']);
  });

  it('gives free notes the day and the note-taker of the session, in the meeting and chosen before it', () => {
    const sheet = { date: '2027-09-29', noteTaker: 'Rosalind Achterberg', notes: '' };
    const now = new Walk().must(OPEN).edit(FREE);
    const ahead = new Walk().edit(FREE).must(OPEN);
    for (const walk of [now, ahead]) {
      expect(notesIn(walk)).toEqual(['meetingNotes']);
      expect(valueAt(walk.document, 'pages/meetingNotes')).toMatchObject(sheet);
      expect(replay(walk.base, walk.entries)).toEqual(walk.document);
    }
  });

  it('is taken back whole by undo', () => {
    const walk = new Walk().must(OPEN);
    const before = walk.document;
    walk.edit(FREE).edit(undoStep({ id: 'f', label: 'Free notes', edits: FREE }, 'u').edits);
    const absent = (doc: IepDocument): IepDocument => ({ ...doc, pages: { ...doc.pages, meetingNotes: null } });
    expect(absent(walk.document)).toEqual(absent(before));
    expect(valueAt(walk.document, 'pages/meetingNotes')).toBeNull();
  });

  it('loses no word either way: what was typed stays, is listed among the pages, and comes back', () => {
    const walk = new Walk().must(OPEN);
    walk.edit(insertingEdits(walk.document, 'pages/structuredNotes/topics', { $row: 't1', text: 'He reads to the dog.' }, null));
    const typed = valueAt(walk.document, 'pages/structuredNotes');
    walk.edit(FREE).edit(settingEdits(walk.document, 'pages/meetingNotes/notes', 'We went on freely.'));
    expect(notesIn(walk)).toEqual(['meetingNotes', 'structuredNotes']);
    walk.edit([{ op: 'set', at: NOTES_FORM, value: 'structured', was: 'free' }]);
    expect(notesIn(walk)).toEqual(['meetingNotes', 'structuredNotes']);
    expect(valueAt(walk.document, 'pages/structuredNotes')).toEqual(typed);
    expect(valueAt(walk.document, 'pages/meetingNotes/notes')).toBe('We went on freely.');
  });

  it('is made by the case manager, not by a provider', () => {
    const { document } = new Walk().must(OPEN);
    expect(mayEdit(document, FREE, context())).toEqual({ ok: true });
    expect(mayEdit(document, FREE, context({ actor: SPEECH }))).toMatchObject({ ok: false });
  });

  it('goes on in a second session without a line in notes the team does not keep', () => {
    const walk = new Walk().edit(FREE).must(OPEN).must({ type: 'tabled', kind: 'outOfTime', reason: 'Out of time.', reconvene: '2027-10-06', end: '15:00' });
    walk.must({ ...OPEN, type: 'reconvened', date: '2027-10-06' } as typeof OPEN, { today: '2027-10-06' });
    expect(notesIn(walk)).toEqual(['meetingNotes']);
  });
});

describe('the first words on a page nobody had begun', () => {
  it('are taken back and brought again by undo, although the page has a state by then', () => {
    const { base } = new Walk();
    const walk = new Walk({ ...base, pages: { ...base.pages, specialFactors: null } });
    const began: readonly Edit[] = [{ op: 'set', at: 'pages/specialFactors', value: { communicationNeeds: 'He asks for words.' }, was: null }];
    const back = undoStep({ id: 'b', label: 'Begin', edits: began }, 'u');
    walk.edit(began).edit(back.edits);
    expect(valueAt(walk.document, 'pages/specialFactors')).toEqual({ pageState: 'draft' });
    expect(mayEdit(walk.document, back.edits, context())).toEqual({ ok: true });
    walk.edit(undoStep(back, 'r').edits);
    expect(valueAt(walk.document, 'pages/specialFactors/communicationNeeds')).toBe('He asks for words.');
  });
});

describe('last year’s mark', () => {
  it('stays on the other rows when a row is added, moved or removed, and comes back with a removed row', () => {
    const walk = new Walk();
    const carried = walk.document.work?.carried ?? [];
    const goals = 'pages/goals/items';
    const rows = valueAt(walk.document, goals) as readonly { readonly $row: string }[];
    const first = rows[0]?.$row ?? '';
    walk.edit(insertingEdits(walk.document, goals, { $row: 'new', annualGoal: 'New.' }, null));
    expect(walk.document.work?.carried).toEqual(carried);
    const removal: readonly Edit[] = [{ op: 'removeRow', at: goals, row: rows[0] as never, after: 'new' }];
    walk.edit(removal).edit(undoStep({ id: 'r', label: 'Remove', edits: removal }, 'u').edits);
    expect(walk.document.work?.carried).toEqual(carried);
    walk.edit(settingEdits(walk.document, `${goals}/@${first}/baseline`, 'Reads 60 words a minute.'));
    expect(carried.filter((at) => !(walk.document.work?.carried ?? []).includes(at))).toEqual([`${goals}/@${first}`, `${goals}/@${first}/baseline`]);
  });
});
