import { describe, expect, it } from 'vitest';
import { createEditQueue, LATEST_MS, QUIET_MS, RETRY_CAP_MS, RETRY_MS, type QueuePorts, type SaveState } from '../../../renderer/workbench/edit-queue.ts';
import type { JournalEntry, Step } from '../../../shared/journal/edit.ts';
import type { Failure } from '../../../shared/words/failures.ts';

type Reply = Awaited<ReturnType<QueuePorts['append']>>;

/** A queue with a clock the test moves and a main that answers when the test says so. */
function bench() {
  let now = 0;
  let timers: { readonly due: number; readonly run: () => void }[] = [];
  const sent: { readonly parent: number; readonly steps: readonly Step[]; readonly answer: (reply: Reply) => Promise<void> }[] = [];
  const states: SaveState[] = [];
  let stale = 0;
  const refused: { readonly steps: readonly Step[]; readonly failure: Failure }[] = [];
  const acknowledged: JournalEntry[] = [];
  let ids = 0;
  const queue = createEditQueue(
    {
      append: (parent, steps) =>
        new Promise((resolve) => {
          sent.push({ parent, steps, answer: async (reply) => { resolve(reply); await Promise.resolve(); await Promise.resolve(); } });
        }),
      after: (ms, run) => {
        const timer = { due: now + ms, run };
        timers = [...timers, timer];
        return () => {
          timers = timers.filter((other) => other !== timer);
        };
      },
      newStepId: () => `step-${(ids += 1)}`,
      acknowledged: (entries) => void acknowledged.push(...entries),
      stale: () => void (stale += 1),
      refused: (steps, failure) => void refused.push({ steps, failure }),
      changed: (state) => void states.push(state),
    },
    { rev: 7, savedAt: '2026-10-14T21:00:00.000Z' },
  );
  const pass = (ms: number): void => {
    const end = now + ms;
    for (;;) {
      const next = timers.filter((timer) => timer.due <= end).sort((a, b) => a.due - b.due)[0];
      if (next === undefined) break;
      timers = timers.filter((timer) => timer !== next);
      now = next.due;
      next.run();
    }
    now = end;
  };
  const fine = (index: number): Promise<void> => {
    const call = sent[index];
    if (call === undefined) throw new Error(`Nothing was sent as number ${index}.`);
    const entries = call.steps.map((step, place): JournalEntry => ({ kind: 'edit', step, parent: call.parent, by: 'st1', device: 'd', seq: call.parent + place + 1, at: '2026-10-14T21:00:01.000Z' }));
    return call.answer({ ok: true, value: { rev: call.parent + entries.length, savedAt: '2026-10-14T21:00:01.000Z', entries } });
  };
  return { queue, pass, sent, states, staleTimes: () => stale, refused, acknowledged, fine };
}

const AT = 'pages/presentLevels/strengths';

describe('the edit queue', () => {
  it('sends typing 200 ms after the last key, as one step', async () => {
    const { queue, pass, sent, fine, states } = bench();
    queue.type(AT, '', 'H', 'Strengths');
    pass(QUIET_MS - 100);
    queue.type(AT, 'H', 'He', 'Strengths');
    pass(QUIET_MS - 1);
    expect(sent).toHaveLength(0);
    pass(1);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.parent).toBe(7);
    expect(sent[0]?.steps).toMatchObject([{ label: 'Strengths', edits: [{ op: 'splice', at: AT, index: 0, removed: '', inserted: 'He' }] }]);
    expect(states.at(-1)).toEqual({ kind: 'saving' });
    await fine(0);
    expect(states.at(-1)).toEqual({ kind: 'saved', at: '2026-10-14T21:00:01.000Z' });
  });

  it('sends at the latest 350 ms after the first key while typing goes on', () => {
    const { queue, pass, sent } = bench();
    let text = '';
    for (let ms = 0; ms < LATEST_MS; ms += 50) {
      queue.type(AT, text, `${text}x`, 'Strengths');
      text += 'x';
      pass(50);
    }
    expect(sent).toHaveLength(1);
  });

  it('sends a choice at once', () => {
    const { queue, sent } = bench();
    queue.push({ id: 'a', label: 'Grade', edits: [{ op: 'set', at: 'pages/infoEligibility/grade', value: '05', was: '04' }] });
    expect(sent).toHaveLength(1);
  });

  it('keeps one append under way; later words wait and follow on the new revision', async () => {
    const { queue, pass, sent, fine } = bench();
    queue.type(AT, '', 'a', 'Strengths');
    pass(QUIET_MS);
    queue.type(AT, 'a', 'ab', 'Strengths');
    pass(LATEST_MS);
    expect(sent).toHaveLength(1);
    await fine(0);
    expect(sent).toHaveLength(2);
    expect(sent[1]).toMatchObject({ parent: 8, steps: [{ edits: [{ index: 1, inserted: 'b' }] }] });
  });

  it('says "saved" only after the acknowledgement', () => {
    const { queue, pass, states } = bench();
    queue.type(AT, '', 'a', 'Strengths');
    pass(QUIET_MS);
    expect(states.map((state) => state.kind)).toEqual(['unsaved', 'saving']);
  });

  it('says once, not at every key, that words are not saved yet, and says it again after a save', async () => {
    const { queue, pass, fine, states } = bench();
    let text = '';
    const key = (): void => {
      queue.type(AT, text, `${text}x`, 'Strengths');
      text += 'x';
    };
    for (let n = 0; n < 5; n += 1) key();
    expect(states.map((state) => state.kind)).toEqual(['unsaved']);
    pass(QUIET_MS);
    await fine(0);
    for (let n = 0; n < 5; n += 1) key();
    expect(states.map((state) => state.kind)).toEqual(['unsaved', 'saving', 'saved', 'unsaved']);
  });

  it('keeps the words of a save that failed and tries again, ever more slowly, until it works', async () => {
    const { queue, pass, sent, fine, states } = bench();
    queue.type(AT, '', 'a', 'Strengths');
    pass(QUIET_MS);
    await sent[0]?.answer({ ok: false, failure: { code: 'diskFull' } });
    expect(states.at(-1)).toEqual({ kind: 'trouble', failure: { code: 'diskFull' } });
    expect(queue.pending()).toHaveLength(1);
    pass(RETRY_MS);
    expect(sent).toHaveLength(2);
    await sent[1]?.answer({ ok: false, failure: { code: 'diskFull' } });
    pass(RETRY_MS);
    expect(sent).toHaveLength(2);
    pass(RETRY_MS);
    expect(sent).toHaveLength(3);
    expect(sent[2]?.steps).toEqual(sent[0]?.steps);
    for (let index = 2; index < 9; index += 1) {
      await sent[index]?.answer({ ok: false, failure: { code: 'diskFull' } });
      pass(RETRY_CAP_MS);
    }
    expect(sent).toHaveLength(10);
    await fine(9);
    expect(queue.pending()).toHaveLength(0);
    expect(states.at(-1)?.kind).toBe('saved');
  });

  it('goes on saying that nothing is saved while it tries again and more is typed, until a save succeeds', async () => {
    const { queue, pass, sent, fine, states } = bench();
    queue.type(AT, '', 'a', 'Strengths');
    pass(QUIET_MS);
    await sent[0]?.answer({ ok: false, failure: { code: 'diskFull' } });
    const told = states.length;
    queue.type(AT, 'a', 'ab', 'Strengths');
    pass(QUIET_MS);
    expect(sent).toHaveLength(2);
    expect(states).toHaveLength(told);
    await fine(1);
    queue.type(AT, 'ab', 'abc', 'Strengths');
    expect(states.slice(told).map((state) => state.kind)).toEqual(['saved', 'unsaved']);
  });

  it('puts what a failed save carried in front of what was typed meanwhile, and no key joins it any more', async () => {
    const { queue, pass, sent } = bench();
    queue.type(AT, '', 'a', 'Strengths');
    pass(QUIET_MS);
    queue.push({ id: 'chosen', label: 'x', edits: [{ op: 'set', at: 'pages/x', value: 'b', was: 'a' }] });
    await sent[0]?.answer({ ok: false, failure: { code: 'diskFull' } });
    expect(queue.pending().map((step) => step.id)).toEqual(['step-1', 'chosen']);
    pass(RETRY_MS);
    expect(sent[1]?.steps.map((step) => step.id)).toEqual(['step-1', 'chosen']);
    const alone = bench();
    alone.queue.type(AT, '', 'a', 'Strengths');
    alone.pass(QUIET_MS);
    await alone.sent[0]?.answer({ ok: false, failure: { code: 'diskFull' } });
    alone.queue.type(AT, 'a', 'ab', 'Strengths');
    expect(alone.queue.pending().map((step) => step.id)).toEqual(['step-1', 'step-2']);
  });

  it('keeps nobody waiting for a flush or a hold once it is stopped', async () => {
    const { queue, pass } = bench();
    queue.type(AT, '', 'a', 'Strengths');
    pass(QUIET_MS);
    const [flushed, held] = [queue.flush(), queue.hold()];
    queue.stop();
    await held;
    expect(await flushed).toEqual({ unsaved: 1 });
  });

  it('flushes at once and tells how much is still unsaved', async () => {
    const { queue, sent, fine } = bench();
    queue.type(AT, '', 'a', 'Strengths');
    const flushed = queue.flush();
    expect(sent).toHaveLength(1);
    await fine(0);
    expect(await flushed).toEqual({ unsaved: 0 });
    queue.type(AT, 'a', 'ab', 'Strengths');
    const failed = queue.flush();
    await sent[1]?.answer({ ok: false, failure: { code: 'diskFull' } });
    expect(await failed).toEqual({ unsaved: 1 });
  });

  it('takes back on screen what main refused for good, and goes on', async () => {
    const { queue, sent, refused } = bench();
    queue.push({ id: 'a', label: 'x', edits: [{ op: 'set', at: AT, value: 'b', was: 'a' }] });
    await sent[0]?.answer({ ok: false, failure: { code: 'notYours' } });
    expect(refused).toMatchObject([{ failure: { code: 'notYours' }, steps: [{ id: 'a' }] }]);
    expect(queue.pending()).toHaveLength(0);
  });

  it('stops when the draft moved on elsewhere, and goes on from the rebased steps', async () => {
    const { queue, sent, staleTimes, pass, fine } = bench();
    queue.push({ id: 'a', label: 'x', edits: [{ op: 'set', at: AT, value: 'b', was: 'a' }] });
    await sent[0]?.answer({ ok: false, failure: { code: 'staleDraft' } });
    expect(staleTimes()).toBe(1);
    queue.type(AT, 'b', 'bc', 'Strengths');
    const flushed = queue.flush();
    pass(LATEST_MS);
    expect(sent).toHaveLength(1);
    expect(queue.pending()).toHaveLength(2);
    queue.resume(12, queue.pending());
    expect(sent[1]).toMatchObject({ parent: 12, steps: [{ id: 'a' }, { label: 'Strengths' }] });
    await fine(1);
    expect(await flushed).toEqual({ unsaved: 0 });
  });

  it('keeps everything and tries again later when the draft that moved on cannot be read', async () => {
    const { queue, sent, staleTimes, states, pass } = bench();
    queue.push({ id: 'a', label: 'x', edits: [{ op: 'set', at: AT, value: 'b', was: 'a' }] });
    await sent[0]?.answer({ ok: false, failure: { code: 'staleDraft' } });
    const flushed = queue.flush();
    expect(states.at(-1)?.kind).toBe('saving');
    queue.retryLater({ code: 'diskTrouble' });
    expect(await flushed).toEqual({ unsaved: 1 });
    expect(states.at(-1)).toEqual({ kind: 'trouble', failure: { code: 'diskTrouble' } });
    pass(RETRY_MS);
    expect(sent[1]).toMatchObject({ steps: [{ id: 'a' }] });
    await sent[1]?.answer({ ok: false, failure: { code: 'staleDraft' } });
    expect(staleTimes()).toBe(2);
  });

  it('is held once nothing is under way, sends nothing while it is, and goes on with what was typed meanwhile', async () => {
    const { queue, sent, pass, fine } = bench();
    queue.type(AT, '', 'a', 'Strengths');
    pass(QUIET_MS);
    let isHeld = false;
    const held = queue.hold().then(() => (isHeld = true));
    await Promise.resolve();
    expect(isHeld).toBe(false);
    await fine(0);
    await held;
    queue.type(AT, 'a', 'ab', 'Strengths');
    const flushed = queue.flush();
    pass(LATEST_MS);
    expect(sent).toHaveLength(1);
    queue.resume(20, queue.pending());
    expect(sent[1]).toMatchObject({ parent: 20, steps: [{ edits: [{ op: 'splice', inserted: 'b' }] }] });
    await fine(1);
    expect(await flushed).toEqual({ unsaved: 0 });
  });

  it('sends what waits when a hold ends with nothing changed', async () => {
    const { queue, sent } = bench();
    await queue.hold();
    queue.push({ id: 'a', label: 'x', edits: [{ op: 'set', at: AT, value: 'b', was: 'a' }] });
    expect(sent).toHaveLength(0);
    queue.release();
    expect(sent[0]).toMatchObject({ parent: 7, steps: [{ id: 'a' }] });
  });

  it('says "saved" when main had everything already', async () => {
    const { queue, sent, states, fine } = bench();
    queue.push({ id: 'a', label: 'x', edits: [{ op: 'set', at: AT, value: 'b', was: 'a' }] });
    await sent[0]?.answer({ ok: false, failure: { code: 'staleDraft' } });
    queue.resume(8, []);
    expect(states.at(-1)).toEqual({ kind: 'saved', at: '2026-10-14T21:00:00.000Z' });
    queue.push({ id: 'b', label: 'x', edits: [{ op: 'set', at: AT, value: 'c', was: 'b' }] });
    await fine(1);
    expect(states.at(-1)?.kind).toBe('saved');
  });

  it('refuses to go on from elsewhere while a save is under way, which would be sent twice', () => {
    const { queue } = bench();
    queue.push({ id: 'a', label: 'x', edits: [{ op: 'set', at: AT, value: 'b', was: 'a' }] });
    expect(() => queue.resume(9, queue.pending())).toThrow('sent twice');
  });
});
