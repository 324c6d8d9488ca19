import { describe, expect, test } from 'vitest';
import { createAutoLock } from '../../../electron/lifecycle/auto-lock.ts';
import { ANSWER_MS, createFlush, type Flushed } from '../../../electron/lifecycle/flush.ts';
import { createQuit } from '../../../electron/lifecycle/quit.ts';
import { countingRandom, handTimer, openSession, settle } from './rig.ts';

interface Asked { readonly ticket: string; readonly why: string }

function page({ hasWindow = true } = {}) {
  const timer = handTimer();
  const asked: Asked[] = [];
  const flush = createFlush((_name, notice) => void asked.push(notice as unknown as Asked), countingRandom(), timer, () => hasWindow);
  return { timer, asked, flush };
}

describe('asking the page for what it has not sent', () => {
  test('its answer counts, by ticket', async () => {
    const { asked, flush } = page();
    const [first, second] = [flush.ask('quit'), flush.ask('lock')];
    expect(asked).toEqual([{ ticket: 'ticket1', why: 'quit' }, { ticket: 'ticket2', why: 'lock' }]);
    flush.answered('ticket2', 3);
    flush.answered('ticket1', 0);
    expect(await first).toEqual({ answer: 'flushed', unsaved: 0 });
    expect(await second).toEqual({ answer: 'unsaved', unsaved: 3 });
  });

  test('silence for three seconds is an answer of its own, and a late or unknown ticket changes nothing', async () => {
    const { timer, flush } = page();
    const asking = flush.ask('quit');
    flush.answered('another', 0);
    timer.pass(ANSWER_MS - 1);
    let settled = false;
    void asking.then(() => { settled = true; });
    await settle();
    expect(settled).toBe(false);
    timer.pass(1);
    expect(await asking).toEqual({ answer: 'noAnswer', unsaved: 0 });
    flush.answered('ticket1', 5);
    expect(timer.waiting()).toBe(0);
  });

  test('without a window there is nothing unsent', async () => {
    const { asked, flush } = page({ hasWindow: false });
    expect(await flush.ask('quit')).toEqual({ answer: 'flushed', unsaved: 0 });
    expect(asked).toEqual([]);
  });
});

describe('quitting', () => {
  function quitting({ leaves = true, failsToAsk = false, failsToLock = false, failsToClose = false } = {}) {
    const { timer, asked, flush } = page();
    const session = openSession({ failsToLock });
    const happened: string[] = [];
    const questions: Flushed[] = [];
    const quit = createQuit({
      flush, session,
      askUser: async (flushed) => { questions.push(flushed); if (failsToAsk) throw new Error('no window'); return leaves; },
      closeRest: async () => { happened.push('rest closed'); if (failsToClose) throw new Error('worker'); },
      log: (event, fields) => void happened.push(`${event} ${JSON.stringify(fields)}`),
      leave: () => void happened.push('left'),
    });
    /** Asks to quit as Electron does; true when it was held back. */
    const ask = (): boolean => {
      let held = false;
      quit.beforeQuit({ preventDefault: () => { held = true; } });
      return held;
    };
    return { timer, asked, flush, session, happened, questions, ask };
  }

  test('the page is asked, the rooms close, then the app leaves, and only then the quit passes', async () => {
    const { asked, flush, session, happened, questions, ask } = quitting();
    expect(ask()).toBe(true);
    await settle();
    expect(happened).toEqual([]);
    flush.answered(asked[0]?.ticket ?? '', 0);
    await settle();
    expect(session.locks).toEqual(['quit']);
    expect(happened).toEqual(['quitAsked {"answer":"flushed","unsaved":0}', 'rest closed', 'quitDone {"lost":0}', 'left']);
    expect(questions).toEqual([]);
    expect(ask()).toBe(false);
  });

  test('a second request while the first is asking is held and asks nothing more', async () => {
    const { asked, ask } = quitting();
    expect([ask(), ask(), ask()]).toEqual([true, true, true]);
    await settle();
    expect(asked).toHaveLength(1);
  });

  test('with words unsaved the user is asked; staying keeps everything open, and quitting can be asked again', async () => {
    const { asked, flush, session, happened, questions, ask } = quitting({ leaves: false });
    ask();
    flush.answered(asked[0]?.ticket ?? '', 2);
    await settle();
    expect(questions).toEqual([{ answer: 'unsaved', unsaved: 2 }]);
    expect([session.isOpen(), session.locks]).toEqual([true, []]);
    expect(happened).not.toContain('left');
    expect(ask()).toBe(true);
    await settle();
    expect(asked).toHaveLength(2);
  });

  test('with words unsaved and a user who says so, the app leaves and the log says how many were lost', async () => {
    const { asked, flush, happened, ask } = quitting();
    ask();
    flush.answered(asked[0]?.ticket ?? '', 2);
    await settle();
    expect(happened).toContain('quitDone {"lost":2}');
    expect(happened.at(-1)).toBe('left');
  });

  test('a question that cannot be asked keeps everything open, and quitting can be asked again', async () => {
    const { asked, flush, session, happened, ask } = quitting({ failsToAsk: true });
    ask();
    flush.answered(asked[0]?.ticket ?? '', 2);
    await settle();
    expect([session.isOpen(), happened.includes('left')]).toEqual([true, false]);
    expect(ask()).toBe(true);
    await settle();
    expect(asked).toHaveLength(2);
  });

  test('a page that hangs holds the quit for three seconds, and then the user decides', async () => {
    const { timer, questions, happened, ask } = quitting();
    ask();
    timer.pass(ANSWER_MS);
    await settle();
    expect(questions).toEqual([{ answer: 'noAnswer', unsaved: 0 }]);
    expect(happened.at(-1)).toBe('left');
  });

  test('while locked nobody is asked', async () => {
    const { asked, session, happened, ask } = quitting();
    await session.lock('user');
    ask();
    await settle();
    expect(asked).toEqual([]);
    expect(happened.at(-1)).toBe('left');
  });

  test('rooms that fail to close are logged and do not keep the app from ending', async () => {
    const { asked, flush, happened, ask } = quitting({ failsToLock: true, failsToClose: true });
    ask();
    flush.answered(asked[0]?.ticket ?? '', 0);
    await settle();
    expect(happened.filter((line) => line.startsWith('closeFailed'))).toEqual(['closeFailed {"room":"session"}', 'closeFailed {"room":"rest"}']);
    expect(happened.at(-1)).toBe('left');
  });
});

describe('locking by itself', () => {
  function locking({ failsToLock = false } = {}) {
    const { timer, asked, flush } = page();
    const session = openSession({ failsToLock });
    const logged: string[] = [];
    let idle = 0;
    const tell: Record<'suspend' | 'screen', () => void> = { suspend: () => undefined, screen: () => undefined };
    const autoLock = createAutoLock({
      session, flush, timer, idleMinutes: () => 10, log: (event, fields) => void logged.push(`${event} ${JSON.stringify(fields)}`),
      events: { onSuspend: (run) => { tell.suspend = run; }, onScreenLock: (run) => { tell.screen = run; }, idleSeconds: () => idle },
    });
    const answered = async (unsaved: number): Promise<void> => {
      flush.answered(asked.at(-1)?.ticket ?? '', unsaved);
      await settle();
    };
    return { timer, asked, session, tell, autoLock, answered, logged, idleFor: (seconds: number) => { idle = seconds; } };
  }

  test('after the idle minutes, and not a second before', async () => {
    const { timer, asked, session, answered, idleFor } = locking();
    idleFor(599);
    timer.pass(60_000);
    expect(asked).toEqual([]);
    idleFor(600);
    timer.pass(15_000);
    expect(asked.map((notice) => notice.why)).toEqual(['lock']);
    await answered(0);
    expect(session.locks).toEqual(['idle']);
  });

  test('when the computer sleeps and when its screen is locked', async () => {
    for (const [event, why, reason] of [['suspend', 'suspend', 'suspend'], ['screen', 'lock', 'screen']] as const) {
      const { asked, session, tell, answered } = locking();
      tell[event]();
      expect(asked.map((notice) => notice.why)).toEqual([why]);
      await answered(0);
      expect(session.locks).toEqual([reason]);
    }
  });

  test('words that could not be saved keep the window open: locking would throw them away', async () => {
    const { session, tell, answered } = locking();
    tell.suspend();
    await answered(1);
    expect(session.locks).toEqual([]);
    tell.suspend();
    await answered(0);
    expect(session.locks).toEqual(['suspend']);
  });

  test('a page that does not answer is locked all the same', async () => {
    const { timer, session, tell } = locking();
    tell.screen();
    timer.pass(ANSWER_MS);
    await settle();
    expect(session.locks).toEqual(['screen']);
  });

  test('a lock nobody asked for that fails is logged', async () => {
    const { session, tell, answered, logged, asked } = locking({ failsToLock: true });
    tell.suspend();
    await answered(0);
    expect([session.locks, logged, asked.length]).toEqual([[], ['closeFailed {"room":"session"}'], 1]);
  });

  test('two reasons at once ask once; a locked session asks nothing; a stopped watch looks no more', async () => {
    const { timer, asked, session, tell, autoLock, answered, idleFor } = locking();
    tell.suspend();
    tell.screen();
    expect(asked).toHaveLength(1);
    await answered(0);
    await autoLock.lockNow('user');
    expect([asked.length, session.locks]).toEqual([1, ['suspend']]);
    idleFor(100_000);
    timer.pass(60_000);
    expect(asked).toHaveLength(1);
    autoLock.stop();
    expect(timer.waiting()).toBe(0);
  });
});
