/**
 * Words typed at any moment stay: while main decides a step of the meeting, while a draft that moved on is read again, while a save is under way. Main here
 * answers whenever the seed says; at the end the screen and the journal both read what was typed, letter by letter.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeDraft, openDraft } from '../../../renderer/workbench/draft-queue.ts';
import { command, refreshDraft } from '../../../renderer/workbench/draft-commands.ts';
import { edit, typeText } from '../../../renderer/workbench/draft-edits.ts';
import { useDraftStore } from '../../../renderer/workbench/draft-store.ts';
import type { Bridge, Input } from '../../../shared/bridge/contract.ts';
import type { FlowEvent } from '../../../shared/flow/events.ts';
import { replay } from '../../../shared/flow/replay.ts';
import { ROW_ID, valueAt } from '../../../shared/iep/address.ts';
import type { JournalEntry, Step } from '../../../shared/journal/edit.ts';
import { dice, type Dice } from '../../crash/seeded.ts';
import { seedFor } from '../../crash/size.ts';
import { sampleDocument } from '../paper/sample.ts';

const NOTES = 'pages/structuredNotes/topics';
const STRENGTHS = 'pages/presentLevels/strengths';
/** Longest time main takes for one thing. */
const BUSY_MS = 400;
const SESSIONS = 24;
const AT = '2027-09-29T21:31:00.000Z';

/** Main with its journal: it takes requests in the order they come, and answers each after a while of its own. */
function main(roll: Dice) {
  const base = { ...sampleDocument(), documentStatus: 'inMeeting' as const };
  const journal: JournalEntry[] = [];
  let queue: Promise<unknown> = Promise.resolve();
  let stales = 0;
  const wait = (): Promise<void> => new Promise((done) => setTimeout(done, roll.below(BUSY_MS)));
  const asked = <Request, Value>(work: (request: Request) => Value) => (request: Request): Promise<Value> => {
    const done = queue.then(wait).then(() => work(request));
    queue = done;
    return done.then(async (value) => {
      await wait();
      return value;
    });
  };
  const write = (entries: readonly Pick<JournalEntry, never>[]): readonly JournalEntry[] => {
    const written = entries.map((entry, n) => ({ ...entry, by: 'st1', device: 'd1', seq: journal.length + n + 1, at: AT }) as JournalEntry);
    journal.push(...written);
    return written;
  };
  const stale = () => {
    stales += 1;
    return { ok: false, failure: { code: 'staleDraft' } };
  };
  const iep = {
    drafts: {
      load: asked(({ draftId }: { readonly draftId: string }) => ({ ok: true, value: { draftId, studentId: 's1', rev: journal.length, savedAt: AT, document: base, entries: [...journal], base } })),
      append: asked(({ parent, steps }: Input<'drafts.append'>) => {
        if (parent !== journal.length) return stale();
        const entries = write(steps.map((step, n) => ({ kind: 'edit', step: step as Step, parent: parent + n })));
        return { ok: true, value: { rev: journal.length, savedAt: AT, entries } };
      }),
      command: asked(({ parent, event }: Input<'drafts.command'>) => {
        if (parent !== journal.length) return stale();
        return { ok: true, value: { entries: write([{ kind: 'flow', event: event as FlowEvent }]) } };
      }),
    },
  };
  vi.stubGlobal('window', { iep: iep as unknown as Bridge });
  return {
    /** Main writes by itself, as it does when a parent copy was printed. */
    writesByItself: () => void write([{ kind: 'flow', event: { type: 'carriedConfirmed', at: [] } }]),
    stales: () => stales,
    text: (place: string) => valueAt(replay(base, journal), place),
  };
}

function onScreen(place: string): unknown {
  const { draft } = useDraftStore.getState();
  return draft === null ? undefined : valueAt(draft.document, place);
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz ';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  closeDraft();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Types like a hand: a letter more than the screen shows. */
function key(place: string, letter: string): void {
  typeText(place, 'Typed', `${String(onScreen(place) ?? '')}${letter}`);
}

async function session(seed: number): Promise<{ readonly stales: number; readonly typed: number; readonly commands: number }> {
  const roll = dice(seed);
  const desk = main(roll);
  const opened = openDraft('d1');
  await vi.runAllTimersAsync();
  await opened;
  const began = String(onScreen(STRENGTHS));
  let [strengths, typed, commands] = ['', 0, 0];
  const notes: { readonly place: string; text: string }[] = [];
  const under: Promise<unknown>[] = [];
  for (let n = 0; n < 80; n += 1) {
    const letter = LETTERS[roll.below(LETTERS.length)] ?? 'x';
    const what = roll.below(20);
    const note = notes.at(-1);
    if (what === 0) {
      under.push(command({ type: 'carriedConfirmed', at: [] }));
      commands += 1;
    } else if (what === 1) desk.writesByItself();
    else if (what === 2) under.push(refreshDraft());
    else if (what === 3 || note === undefined) {
      const id = `n-${seed}-${n}`;
      const after = (onScreen(NOTES) as readonly { readonly [ROW_ID]: string }[]).at(-1)?.[ROW_ID] ?? null;
      edit('Note', [{ op: 'insertRow', at: NOTES, row: { [ROW_ID]: id, text: letter }, after }]);
      notes.push({ place: `${NOTES}/@${id}/text`, text: letter });
    } else if (what < 8) {
      key(STRENGTHS, letter);
      strengths += letter;
    } else {
      key(note.place, letter);
      note.text += letter;
    }
    typed += what > 2 ? 1 : 0;
    await vi.advanceTimersByTimeAsync(roll.below(180));
  }
  await vi.runAllTimersAsync();
  await Promise.all(under);
  await vi.runAllTimersAsync();
  expect(useDraftStore.getState().draft?.save.kind, `seed ${seed}`).toBe('saved');
  expect(useDraftStore.getState().draft?.kept, `seed ${seed}`).toEqual([]);
  for (const { place, text } of [...notes, { place: STRENGTHS, text: began + strengths }]) {
    expect(onScreen(place), `seed ${seed}, on screen`).toBe(text);
    expect(desk.text(place), `seed ${seed}, in the journal`).toBe(text);
  }
  return { stales: desk.stales(), typed, commands };
}

describe('words typed while main is busy', () => {
  it('stay, letter by letter, in sessions of typing, notes, steps of the meeting and writing by main', async () => {
    const first = seedFor('draft races');
    let [stales, typed, commands] = [0, 0, 0];
    for (let seed = first; seed < first + SESSIONS; seed += 1) {
      const seen = await session(seed);
      closeDraft();
      stales += seen.stales;
      typed += seen.typed;
      commands += seen.commands;
    }
    expect(stales).toBeGreaterThan(SESSIONS);
    expect(commands).toBeGreaterThan(2 * SESSIONS);
    expect(typed).toBeGreaterThan(50 * SESSIONS);
  }, 120_000);

  it('two steps of the meeting asked at the same moment are both taken, one after the other', async () => {
    const desk = main(dice(1));
    const opened = openDraft('d1');
    await vi.runAllTimersAsync();
    await opened;
    const both = Promise.all([command({ type: 'carriedConfirmed', at: [] }), command({ type: 'carriedConfirmed', at: [] })]);
    await vi.runAllTimersAsync();
    expect(await both).toEqual([{ ok: true, value: null }, { ok: true, value: null }]);
    expect(desk.stales()).toBe(0);
  });
});
