import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FlowEvent } from '../../../shared/flow/events.ts';
import { textAt } from '../../../shared/flow/read.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { Edit } from '../../../shared/journal/edit.ts';
import type { PaperJob } from '../../../electron/ports/paper.ts';
import { failureOf, openDesk, pdfOf, sampleFile, setUp, SPEECH, type Desk } from './desk.ts';
import { CONCERNS, discussEverything, goodAttestation, importSample, openMeeting, printParentCopy, readyToAffirm, signAndReconcile, startDraft, stepFor, TODAY, WORDS, type Held } from './meeting.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await setUp();
});
afterEach(() => desk.end());

const bytes = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text));

/** The sample with one letter of a name in Latin-1: good JSON to a lenient reader, and a name that is not the student's. */
function latinFile(): Uint8Array<ArrayBuffer> {
  const file = sampleFile();
  file[Buffer.from(file).indexOf('Birchwater') + 1] = 0xed;
  return file;
}

describe('a bad import file changes nothing and says what is wrong', () => {
  const set = (path: string, value: unknown) => (sample: Record<string, never>) => {
    const parts = path.split('/');
    const last = parts.pop() ?? '';
    (parts.reduce<Record<string, unknown>>((here, part) => here[part] as Record<string, unknown>, sample))[last] = value;
  };
  const CASES: readonly (readonly [string, () => Uint8Array<ArrayBuffer>, string, RegExp])[] = [
    ['an empty file', () => bytes(''), 'importNotJson', /^$/], ['a PDF', () => bytes('%PDF-1.7'), 'importNotJson', /^$/], ['half a file', () => sampleFile().slice(0, 20_000), 'importNotJson', /^$/], ['bytes that are no UTF-8', () => latinFile(), 'importNotJson', /^$/],
    ['a list', () => bytes('[]'), 'importNotIep', /./], ['another program\'s file', () => bytes('{"name":"package","version":"1"}'), 'importNotIep', /./], ['keys that reach a prototype', () => bytes('{"__proto__":{"documentStatus":"current"}}'), 'importNotIep', /no IEP is/],
    ['nesting without end', () => bytes('['.repeat(100_000) + ']'.repeat(100_000)), 'importNotIep', /no IEP is/], ['a newer format', () => sampleFile(set('schemaVersion', 99)), 'importNewer', /schemaVersion/], ['more than an IEP can be', () => new Uint8Array(17 * 1024 * 1024), 'importTooLarge', /^$/],
    ['a student without SEIS ID', () => sampleFile(set('pages/infoEligibility/seisId', '')), 'importNotIep', /SEIS ID/], ['a student without a last name', () => sampleFile(set('pages/infoEligibility/lastName', ' ')), 'importNotIep', /last name/],
    ['an IEP that is neither Current nor a draft', () => sampleFile(set('documentStatus', 'tabled')), 'importNotIep', /tabled/],
  ];

  test.each(CASES)('%s', async (_what, file, code, reason) => {
    const before = desk.picture();
    for (const channel of ['exchange.inspect', 'exchange.import'] as const) {
      const failure = failureOf(await desk.call(channel, { bytes: file() }));
      expect([channel, failure.code]).toEqual([channel, code]);
      expect(failure.reason ?? '').toMatch(reason);
    }
    expect(desk.picture()).toEqual(before);
    expect(await desk.get('caseload.list')).toEqual([]);
    expect(desk.paper.jobs).toEqual([]);
  });

  test('a Current with errors in state-reported data is shown with all of them, and not imported', async () => {
    const file = sampleFile(set('pages/infoEligibility/gender', ''));
    expect((await desk.get('exchange.inspect', { bytes: file })).problems.join()).toMatch(/CAS-/);
    expect(failureOf(await desk.call('exchange.import', { bytes: file }))).toMatchObject({ code: 'importStateErrors', reason: expect.stringMatching(/^CAS-\d+: /) as string });
    expect(await desk.get('caseload.list')).toEqual([]);
  });

  test('the same file twice is known, even when both are dropped at once; an older one does not replace a newer Current', async () => {
    const both = await Promise.all([desk.call('exchange.import', { bytes: sampleFile() }), desk.call('exchange.import', { bytes: sampleFile() })]);
    expect(both.map((reply) => (reply.ok ? 'imported' : reply.failure.code))).toEqual(['imported', 'alreadyImported']);
    const older = sampleFile((sample) => {
      set('documentId', 'iep-of-last-year')(sample);
      set('meeting/meetingDate', '2025-10-22')(sample);
    });
    expect(failureOf(await desk.call('exchange.import', { bytes: older }))).toEqual({ code: 'refused', reason: 'The Current IEP on this computer is newer: its meeting was on 2026-10-14.' });
    expect((await desk.get('caseload.list')).map((student) => student.current?.meetingDate)).toEqual(['2026-10-14']);
  });

  test('a draft becomes the Future IEP, and a second one is refused while it is open', async () => {
    const file = sampleFile(set('documentStatus', 'draft'));
    const { studentId, became, id } = await desk.get('exchange.import', { bytes: file });
    expect(became).toBe('draft');
    expect((await desk.get('drafts.load', { draftId: id })).document).toMatchObject({ documentStatus: 'draft', documentId: 'iep-sample-0001' });
    expect((await desk.get('caseload.student', { studentId })).summary).toMatchObject({ current: null, draft: { draftId: id } });
    expect(failureOf(await desk.call('exchange.import', { bytes: file })).code).toBe('openDraftExists');
    expect(failureOf(await desk.call('drafts.start', { studentId, meetingDate: TODAY, purposes: ['annual'] })).code).toBe('openDraftExists');
  });

  test('a PDF that cannot be made stops the import before anything is stored', async () => {
    desk.paper.fails = true;
    const before = desk.picture();
    expect(failureOf(await desk.call('exchange.import', { bytes: sampleFile() })).code).toBe('paperFailed');
    expect(desk.picture()).toEqual(before);
  });
});

describe('drafts', () => {
  let held: Held;
  beforeEach(async () => {
    held = await startDraft(desk, (await importSample(desk)).studentId);
  });

  /** Sends edits as the page would, which must leave disk and document as they were; returns the code of the refusal. */
  async function refusalOf(edits: readonly Edit[]): Promise<string> {
    const [picture, document] = [desk.picture(), await held.document()];
    const reply = await desk.call('drafts.append', { draftId: held.draftId, parent: held.rev(), steps: [{ id: 'hostile', label: 'Edit', edits: [...edits] }] });
    expect(desk.picture()).toEqual(picture);
    expect(await held.document()).toEqual(document);
    return failureOf(reply).code;
  }

  test.each([
    ['documentStatus', 'current'], ['consentStatus', 'agreedAll'], ['work/carried', []], ['pages/goals/pageState', 'final'], ['meeting/sessions', []], ['affirmation/typedName', 'Rosalind Achterberg'], ['parentCopy/code', 'AAAAAA'], ['previousDocumentId', 'other'], ['schemaVersion', 2], ['journal', []], ['pages/consent', []],
  ])('no edit writes %s: it follows from the steps of the meeting', async (at, value) => {
    expect(await refusalOf([{ op: 'set', at, value, was: undefined }])).toBe('notYours');
  });

  test('the staff list is not written over: people are put on it and taken off it one by one', async () => {
    expect(await refusalOf([{ op: 'set', at: 'staff', value: [], was: undefined }])).toBe('refused');
  });

  test('one forbidden edit refuses the whole step, and one forbidden step all of them', async () => {
    const document = await held.document();
    const good = stepFor(document, CONCERNS, WORDS);
    expect(await refusalOf([...good.edits, { op: 'set', at: 'documentStatus', value: 'current', was: 'draft' }])).toBe('notYours');
    const reply = await desk.call('drafts.append', { draftId: held.draftId, parent: 0, steps: [good, { id: 'hostile', label: 'Edit', edits: [{ op: 'set', at: 'documentStatus', value: 'current', was: 'draft' }] }] });
    expect(failureOf(reply).code).toBe('notYours');
    expect(await held.document()).toEqual(document);
  });

  test('an edit that does not fit what is there is refused', async () => {
    expect(await refusalOf([{ op: 'set', at: CONCERNS, value: 'x', was: 'something that was never there' }])).toBe('badEdit');
    expect(await refusalOf([{ op: 'splice', at: CONCERNS, index: 0, removed: 'never there', inserted: 'x' }])).toBe('badEdit');
  });

  test('another provider\'s area is refused, the own one is not, and the meeting is the case manager\'s', async () => {
    await desk.get('session.setProfile', { profile: SPEECH });
    expect(await refusalOf(stepFor(await held.document(), CONCERNS, 'x').edits)).toBe('notYours');
    await held.type('pages/presentLevels/communication', 'He asks for the word he misses.');
    expect(failureOf(await desk.call('drafts.command', { draftId: held.draftId, parent: held.rev(), event: { type: 'openMeeting', date: TODAY, start: '09:00', place: 'Room 12', noteTaker: 'st4' } })).code).toBe('notYours');
  });

  test('main stamps who, when and where; the page cannot', async () => {
    await held.type(CONCERNS, WORDS);
    const { entries } = await desk.get('drafts.load', { draftId: held.draftId });
    expect(entries.map(({ by, at, seq }) => ({ by, at, seq }))).toEqual([{ by: 'st1', at: desk.clock.now(), seq: 1 }]);
  });

  test('the same steps sent again are acknowledged and not written twice; other steps on an old revision are stale', async () => {
    const step = stepFor(await held.document(), CONCERNS, WORDS);
    const first = await desk.get('drafts.append', { draftId: held.draftId, parent: 0, steps: [step] });
    const picture = desk.picture();
    expect(await desk.get('drafts.append', { draftId: held.draftId, parent: 0, steps: [step] })).toEqual(first);
    expect(desk.picture()).toEqual(picture);
    expect(failureOf(await desk.call('drafts.append', { draftId: held.draftId, parent: 0, steps: [{ ...step, id: 'other' }] })).code).toBe('staleDraft');
    expect(failureOf(await desk.call('drafts.append', { draftId: held.draftId, parent: 9, steps: [step] })).code).toBe('staleDraft');
  });

  test('two windows that append at once get one acknowledgement and one stale', async () => {
    const document = await held.document();
    const replies = await Promise.all([WORDS, 'Other words.'].map((words) => desk.call('drafts.append', { draftId: held.draftId, parent: 0, steps: [stepFor(document, CONCERNS, words)] })));
    expect(replies.map((reply) => (reply.ok ? 'saved' : reply.failure.code))).toEqual(['saved', 'staleDraft']);
    expect(textAt(await held.document(), CONCERNS)).toBe(WORDS);
  });

  test('the page cannot claim that a parent copy was printed or that an IEP is affirmed', async () => {
    await openMeeting(held);
    const copy = { copyId: 'c', code: 'AAAAAA', label: 'PARENT COPY', printedAt: `${TODAY}T10:00`, sheets: 1, contentHash: 'h', pdfSha256: 'p', position: 0, pages: ['goals'] };
    const claims: readonly FlowEvent[] = [{ type: 'parentCopyPrinted', copy, end: '10:00' }, { type: 'affirmed', iepId: held.draftId, on: TODAY }];
    for (const event of claims) {
      const picture = desk.picture();
      expect(failureOf(await desk.call('drafts.command', { draftId: held.draftId, parent: held.rev(), event })).code).toBe('refused');
      expect(desk.picture()).toEqual(picture);
    }
  });

  test('steps of the meeting come in their order, by main\'s clock', async () => {
    const send = async (event: FlowEvent) => failureOf(await desk.call('drafts.command', { draftId: held.draftId, parent: held.rev(), event }));
    expect((await send({ type: 'pageDiscussed', page: 'goals' })).reason).toBe('The meeting has not been opened yet.');
    expect((await send({ type: 'openMeeting', date: '2027-09-30', start: '09:00', place: 'Room 12', noteTaker: 'st4' })).reason).toBe('A meeting opens on its day, not before.');
    expect((await send({ type: 'agreedAll', signedBy: 'Dana Birchwater', relation: 'mother', signedOn: TODAY })).code).toBe('refused');
    expect(failureOf(await desk.call('paper.print', { draftId: held.draftId, parent: held.rev(), kind: 'parentCopy', language: 'en', toPrinter: true })).code).toBe('refused');
    expect(failureOf(await desk.call('drafts.parentCopy', { draftId: held.draftId })).code).toBe('notFound');
    expect(desk.printed).toEqual([]);
  });

  test('nobody writes before a name was chosen from the staff list', async () => {
    const other = await openDesk();
    try {
      await other.get('session.create', { passphrase: 'four quiet river stones' });
      const { studentId } = await other.get('exchange.import', { bytes: sampleFile() });
      expect(failureOf(await other.call('drafts.start', { studentId, meetingDate: TODAY, purposes: ['annual'] })).code).toBe('notYours');
    } finally {
      await other.end();
    }
  });
});

describe('paper', () => {
  test('words typed while the PDF is being made are saved at once and show as a difference from what was printed', async () => {
    const held = await startDraft(desk, (await importSample(desk)).studentId);
    await openMeeting(held);
    await discussEverything(held);
    const atPrint = await held.document();
    const parent = held.rev();
    desk.paper.meanwhile = () => held.type(CONCERNS, WORDS);
    const copy = await desk.get('paper.print', { draftId: held.draftId, parent, kind: 'parentCopy', language: 'en', end: '10:05', toPrinter: false });
    expect([copy.printer, copy.rev]).toEqual(['notAsked', parent + 2]);
    expect((await desk.get('drafts.parentCopy', { draftId: held.draftId })).document).toEqual(atPrint);
    expect(textAt(await held.document(), CONCERNS)).toBe(WORDS);
  });

  test('a PDF that cannot be made changes nothing, and printing again works', async () => {
    const held = await startDraft(desk, (await importSample(desk)).studentId);
    await openMeeting(held);
    desk.paper.fails = true;
    const picture = desk.picture();
    const request = { draftId: held.draftId, parent: held.rev(), kind: 'parentCopy', language: 'both', toPrinter: true } as const;
    expect(failureOf(await desk.call('paper.print', request)).code).toBe('paperFailed');
    expect(desk.picture()).toEqual(picture);
    desk.paper.fails = false;
    expect((await desk.get('paper.print', request)).printer).toBe('sent');
  });

  test('a draft can be printed at any time, leaves no trace in the record, and is reprinted and saved byte for byte under a name without a name', async () => {
    const held = await startDraft(desk, (await importSample(desk)).studentId);
    const before = await held.document();
    const copy = await desk.get('paper.print', { draftId: held.draftId, parent: held.rev(), kind: 'draft', language: 'en', toPrinter: true });
    expect(copy.rev).toBe(held.rev());
    expect(await held.document()).toEqual(before);
    expect(await desk.get('paper.reprint', { copyId: copy.copyId })).toEqual({ printer: 'sent' });
    expect(desk.printed.map((pdf) => Buffer.from(pdf).toString())).toEqual(Array.from({ length: 2 }, () => Buffer.from(pdfOf(desk.paper.jobs.at(-1) as PaperJob)).toString()));
    expect(await desk.get('paper.save', { copyId: copy.copyId })).toEqual({ saved: true });
    expect(desk.saved.map((save) => save.name)).toEqual([`IEP copy ${TODAY}.pdf`]);
    expect(failureOf(await desk.call('paper.read', { copyId: 'unknown' })).code).toBe('notFound');
  });

  test('signs no font has are said before anything goes to the printer; the copy waits and is printed when asked for', async () => {
    const held = await startDraft(desk, (await importSample(desk)).studentId);
    desk.paper.lacks = ['U+1781'];
    const copy = await desk.get('paper.print', { draftId: held.draftId, parent: held.rev(), kind: 'draft', language: 'en', toPrinter: true });
    expect([copy.printer, copy.audit.missingGlyphs, desk.printed]).toEqual(['notAsked', ['U+1781'], []]);
    expect(await desk.get('paper.reprint', { copyId: copy.copyId })).toEqual({ printer: 'sent' });
    expect(desk.printed).toHaveLength(1);
  });

  test('the IEP at a glance is printed at any time and is no copy of the IEP', async () => {
    const held = await startDraft(desk, (await importSample(desk)).studentId);
    const before = await held.document();
    await desk.get('paper.print', { draftId: held.draftId, parent: held.rev(), kind: 'glance', language: 'en', toPrinter: true });
    expect(desk.paper.jobs.at(-1)?.kind).toBe('glance');
    expect(await held.document()).toEqual(before);
  });

  test('the list of differences from the parent copy is printed once there is a copy, and names every one', async () => {
    const held = await startDraft(desk, (await importSample(desk)).studentId);
    await openMeeting(held);
    await discussEverything(held);
    const list = () => desk.call('paper.print', { draftId: held.draftId, parent: held.rev(), kind: 'redline', language: 'en', toPrinter: true });
    const jobs = desk.paper.jobs.length;
    expect(failureOf(await list()).reason).toBe('There is no parent copy yet to compare with.');
    expect(desk.paper.jobs).toHaveLength(jobs);
    desk.paper.meanwhile = () => held.type(CONCERNS, WORDS);
    const copy = await desk.get('paper.print', { draftId: held.draftId, parent: held.rev(), kind: 'parentCopy', language: 'en', end: '10:05', toPrinter: false });
    expect((await desk.get('paper.print', { draftId: held.draftId, parent: copy.rev, kind: 'redline', language: 'en', toPrinter: true })).printer).toBe('sent');
    const { redline } = desk.paper.jobs.at(-1) ?? {};
    expect(redline?.copyCode).toBe(copy.code);
    expect(redline?.differences.map(({ at, kind, after, answered }) => [at, kind, after, answered])).toEqual([[CONCERNS, 'changed', WORDS, null]]);
  });

  test('one page of a draft is printed by itself; a page that is gone, and a part of a parent copy, are refused', async () => {
    const held = await startDraft(desk, (await importSample(desk)).studentId);
    const request = (only: readonly string[], kind: 'draft' | 'parentCopy' = 'draft') => ({ draftId: held.draftId, parent: held.rev(), kind, language: 'en' as const, only: [...only], toPrinter: false });
    await desk.get('paper.print', request(['transitionPlan']));
    expect(desk.paper.jobs.at(-1)?.only).toEqual(['transitionPlan']);
    const jobs = desk.paper.jobs.length;
    expect(failureOf(await desk.call('paper.print', request(['meetingNotice/@gone']))).reason).toBe('This page is not in the IEP any more.');
    await openMeeting(held);
    expect(failureOf(await desk.call('paper.print', request(['goals'], 'parentCopy'))).reason).toBe('A parent copy holds every page.');
    expect(desk.paper.jobs).toHaveLength(jobs);
  });
});

describe('affirming', () => {
  test('is stopped by each thing that is missing, and then nothing has changed', async () => {
    const ready = await readyToAffirm(desk);
    const good = await goodAttestation(ready);
    const jobs = desk.paper.jobs.length;
    const picture = desk.picture();
    const [gap] = Object.keys(good.gapReasons);
    expect(gap).toBeDefined();
    const without = { ...good.gapReasons };
    delete without[gap ?? ''];
    const cases = [
      [{ ...good, typedName: 'R. Achterberg' }, 'nameMismatch'], [{ ...good, purposes: [] }, 'affirmBlocked'], [{ ...good, purposes: ['triennial'] }, 'affirmBlocked'], [{ ...good, gapReasons: without }, 'affirmBlocked'], [{ ...good, purposeOther: 'more' }, 'affirmBlocked'],
    ] as const;
    for (const [attestation, code] of cases) {
      const reply = await desk.call('affirm.commit', { draftId: ready.draftId, parent: ready.rev(), attestation: { ...attestation, purposes: [...attestation.purposes] } });
      expect(failureOf(reply).code).toBe(code);
    }
    expect(failureOf(await desk.call('affirm.commit', { draftId: ready.draftId, parent: ready.rev() - 1, attestation: good })).code).toBe('staleDraft');
    await desk.get('session.setProfile', { profile: SPEECH });
    const picture2 = desk.picture();
    expect(failureOf(await desk.call('affirm.commit', { draftId: ready.draftId, parent: ready.rev(), attestation: { ...good, typedName: SPEECH.name } })).code).toBe('notYours');
    expect(desk.picture()).toEqual(picture2);
    expect(Object.keys(desk.picture())).toEqual(Object.keys(picture));
    expect(desk.paper.jobs).toHaveLength(jobs);
  });

  test('before the handwriting is reconciled it is refused', async () => {
    const held = await startDraft(desk, (await importSample(desk)).studentId);
    await openMeeting(held);
    await discussEverything(held);
    await printParentCopy(desk, held);
    const { rev } = await desk.get('drafts.load', { draftId: held.draftId });
    expect(failureOf(await desk.call('affirm.commit', { draftId: held.draftId, parent: rev, attestation: await goodAttestation(held) })).code).toBe('affirmBlocked');
    await signAndReconcile(desk, held.draftId);
  });

  test('a word typed while the PDF is being made stops the commit: what is attested is what was read', async () => {
    const ready = await readyToAffirm(desk);
    const attestation = await goodAttestation(ready);
    const parent = ready.rev();
    desk.paper.meanwhile = () => ready.type('pages/presentLevels/strengths', 'One more word.');
    expect(failureOf(await desk.call('affirm.commit', { draftId: ready.draftId, parent, attestation })).code).toBe('staleDraft');
    expect((await desk.get('caseload.student', { studentId: ready.studentId })).summary).toMatchObject({ historyCount: 0, draft: { draftId: ready.draftId } });
  });

  test('an affirmed IEP takes no more edits, steps or prints, and is affirmed once', async () => {
    const ready = await readyToAffirm(desk);
    const attestation = await goodAttestation(ready);
    const document: IepDocument = await ready.document();
    const parent = ready.rev();
    const both = await Promise.all([0, 1].map(() => desk.call('affirm.commit', { draftId: ready.draftId, parent, attestation })));
    expect(both.filter((reply) => reply.ok)).toHaveLength(1);
    const picture = desk.picture();
    const { rev } = await desk.get('drafts.load', { draftId: ready.draftId });
    expect(failureOf(await desk.call('drafts.append', { draftId: ready.draftId, parent: rev, steps: [stepFor(document, CONCERNS, 'x')] })).code).toBe('readOnly');
    expect(failureOf(await desk.call('drafts.command', { draftId: ready.draftId, parent: rev, event: { type: 'reopenedSameDay', reason: 'More to say.' } })).code).toBe('refused');
    expect(failureOf(await desk.call('affirm.commit', { draftId: ready.draftId, parent: rev, attestation })).code).toBe('affirmBlocked');
    expect(desk.picture()).toEqual(picture);
  });
});
