/**
 * What the page asks of main about the open draft is asked about the words just typed too, and not while they cannot be saved. Words the journal does not have
 * are lost neither with the draft that is left nor with a refusal that was read.
 */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { dropAnswers } from '../../../renderer/workbench/bridge.ts';
import { affirmDraft, command, giveUpDraft, printDraft } from '../../../renderer/workbench/draft-commands.ts';
import { closeDraft, metAChange, openDraft } from '../../../renderer/workbench/draft-queue.ts';
import { dismissRefusal, dismissTrouble, useDraftStore } from '../../../renderer/workbench/draft-store.ts';
import { typeText } from '../../../renderer/workbench/draft-edits.ts';
import { forgetHalfWritten, useHalfWritten } from '../../../renderer/workbench/half-written.ts';
import type { Attestation } from '../../../shared/bridge/affirm.ts';
import type { Bridge, Input } from '../../../shared/bridge/contract.ts';
import type { Step } from '../../../shared/journal/edit.ts';
import type { Failure } from '../../../shared/words/failures.ts';
import { sampleDocument } from '../paper/sample.ts';

const STRENGTHS = 'pages/presentLevels/strengths';
const ATTESTATION: Attestation = { purposes: ['annual'], purposeOther: '', gapReasons: {}, warningsConfirmed: [], variant: 'signed', typedName: 'R. Achterberg' };

/** Main as the page sees it: it acknowledges what is appended, and notes what it is asked about which entry. */
function main(full: Failure | null = null) {
  const asked: { readonly what: string; readonly parent: number }[] = [];
  const note = (what: string) => async ({ parent }: { readonly parent: number }) => {
    asked.push({ what, parent });
    return { ok: false, failure: { code: 'refused', reason: 'Asked only.' } };
  };
  const iep = {
    drafts: {
      load: async ({ draftId }: { readonly draftId: string }) => ({ ok: true, value: { draftId, studentId: 's1', rev: 0, savedAt: '2027-09-29T21:30:00.000Z', document: sampleDocument(), entries: [], base: sampleDocument() } }),
      append: async ({ parent, steps }: Input<'drafts.append'>) =>
        full === null
          ? { ok: true, value: { rev: parent + steps.length, savedAt: '2027-09-29T21:31:00.000Z', entries: steps.map((step, n) => ({ kind: 'edit', step: step as Step, parent: parent + n, by: 'st1', device: 'd1', seq: parent + n + 1, at: '2027-09-29T21:31:00.000Z' })) } }
          : { ok: false, failure: full },
      command: note('command'),
      keepElsewhere: async () => ({ ok: true, value: null }),
    },
    paper: { print: note('paper') },
    affirm: { commit: note('affirm') },
  };
  vi.stubGlobal('window', { iep: iep as unknown as Bridge });
  return asked;
}

const QUESTIONS = [
  ['paper', () => printDraft({ kind: 'redline', language: 'en' })],
  ['affirm', () => affirmDraft(ATTESTATION)],
  ['command', () => command({ type: 'pageDiscussed', page: 'presentLevels' })],
] as const;

beforeEach(() => {
  closeDraft();
  forgetHalfWritten();
  vi.unstubAllGlobals();
});

describe.each(QUESTIONS)('%s', (what, ask) => {
  it('is asked about the words typed a moment before, which are saved first', async () => {
    const asked = main();
    expect(await openDraft('d1')).toEqual({ ok: true, value: null });
    typeText(STRENGTHS, 'Strengths', 'Typed a moment before.');
    await ask();
    expect(useDraftStore.getState().draft?.entries).toHaveLength(1);
    expect(asked).toEqual([{ what, parent: 1 }]);
  });

  it('is not asked while words cannot be saved, and says why', async () => {
    const asked = main({ code: 'diskFull' });
    await openDraft('d1');
    typeText(STRENGTHS, 'Strengths', 'Typed on a full disk.');
    expect(await ask()).toMatchObject({ ok: false, failure: { code: 'diskFull' } });
    expect(asked).toEqual([]);
  });
});

const openNow = (): string | undefined => useDraftStore.getState().draft?.draftId;
const aside = (): readonly string[] => useHalfWritten.getState().dialogs.flatMap(({ boxes }) => boxes.map(({ label, text }) => `${label}: ${text}`));

describe('another draft', () => {
  it.each(['diskFull', 'unexpected'] as const)('is not opened while words end in %s: they are here and nowhere else', async (code) => {
    main({ code });
    await openDraft('d1');
    typeText(STRENGTHS, 'Strengths', 'Typed a moment before.');
    expect(await openDraft('d2')).toMatchObject({ ok: false, failure: { code } });
    expect(openNow()).toBe('d1');
  });

  it('is opened where the journal of this one is damaged for good; the words are laid aside', async () => {
    main({ code: 'damaged' });
    await openDraft('d1');
    typeText(STRENGTHS, 'Strengths', 'Typed a moment before.');
    expect(await openDraft('d2')).toMatchObject({ ok: true });
    expect(openNow()).toBe('d2');
    expect(aside()).toEqual([expect.stringMatching(/Strengths.*: Typed a moment before\.$/)]);
    expect(useHalfWritten.getState().of).toBe('s1');
  });

  it('asked for before this one was read is the only one that opens', async () => {
    main();
    const { load } = window.iep.drafts;
    vi.spyOn(window.iep.drafts, 'load').mockImplementation(async (input) => {
      // The first answer comes last.
      if (input.draftId === 'd1') await new Promise((done) => setTimeout(done, 10));
      return load(input);
    });
    await Promise.all([openDraft('d1'), openDraft('d2')]);
    expect(openNow()).toBe('d2');
  });

  it('is not opened by an answer that comes after a lock', async () => {
    main();
    const { load } = window.iep.drafts;
    vi.spyOn(window.iep.drafts, 'load').mockImplementation(async (input) => {
      const answer = await load(input);
      dropAnswers();
      return answer;
    });
    expect(await openDraft('d1')).toMatchObject({ failure: { code: 'locked' } });
    expect(openNow()).toBeUndefined();
  });
});

it('words that met a change stay when a dialog tells a refusal, are laid aside when the draft is left, and go once somebody has them', async () => {
  main();
  const meet = (text: string) => useDraftStore.setState(({ draft }) => ({ draft: draft && { ...draft, trouble: { code: 'refused' }, kept: [{ at: STRENGTHS, text }] } }));
  await openDraft('d1');
  meet('Met one.');
  dismissRefusal();
  expect(useDraftStore.getState().draft).toMatchObject({ trouble: null, kept: [{ text: 'Met one.' }] });
  await openDraft('d2');
  expect(aside()).toEqual([expect.stringMatching(/Strengths.*: Met one\.$/)]);
  meet('Met another.');
  dismissTrouble();
  expect(metAChange()).toEqual([]);
});

describe('a Future IEP', () => {
  it('is not given up while words on the screen cannot be saved: it stays open with them', async () => {
    const asked = main({ code: 'diskFull' });
    await openDraft('d1');
    typeText(STRENGTHS, 'Strengths', 'Typed on a full disk.');
    expect(await giveUpDraft('d1', 'Begun by mistake.')).toEqual({ ok: false, failure: { code: 'diskFull' } });
    expect(asked).toEqual([]);
    expect(JSON.stringify(useDraftStore.getState().draft?.document)).toContain('Typed on a full disk.');
  });

  it('that main does not give up stays open, and the refusal is told once', async () => {
    const asked = main();
    await openDraft('d1');
    expect(await giveUpDraft('d1', 'Begun by mistake.')).toEqual({ ok: false, failure: { code: 'refused', reason: 'Asked only.' } });
    expect(asked).toEqual([{ what: 'command', parent: 0 }]);
    expect(useDraftStore.getState().draft).toMatchObject({ draftId: 'd1', trouble: null });
  });
});
