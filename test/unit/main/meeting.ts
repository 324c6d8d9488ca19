/** Walks a desk through the main job by the calls the page makes: import, start, open, discuss, print, sign, enter the handwriting, reconcile. */
import { checkDocument } from '../../../shared/check/summary.ts';
import type { Attestation } from '../../../shared/bridge/affirm.ts';
import type { Issue } from '../../../shared/check/issue.ts';
import { issueKey } from '../../../shared/flow/affirm.ts';
import type { FlowCommand } from '../../../shared/flow/events.ts';
import { rowsAt, textAt, workOf } from '../../../shared/flow/read.ts';
import { codeLabel } from '../../../shared/iep/codes.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { Json } from '../../../shared/iep/json.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import type { Step } from '../../../shared/journal/edit.ts';
import { settingEdits } from '../../../shared/journal/make.ts';
import { CASE_MANAGER, sampleFile, type Desk } from './desk.ts';

export const TODAY = '2027-09-29';
export const PARENT = 'Dana Birchwater';
export const CONCERNS = 'pages/presentLevels/parentConcerns';
export const WORDS = 'He reads to his little sister every evening now.';
export const HANDWRITTEN = 'Parent asks for a reading log every Friday.';

export interface Student {
  readonly studentId: string;
  readonly currentId: string;
}

export async function importSample(desk: Desk): Promise<Student> {
  const { studentId, id } = await desk.get('exchange.import', { bytes: sampleFile() });
  return { studentId, currentId: id };
}

/** A draft as the page holds it: id, revision and document follow each acknowledged call. */
export interface Held {
  readonly draftId: string;
  readonly studentId: string;
  readonly rev: () => number;
  readonly document: () => Promise<IepDocument>;
  readonly type: (at: string, value: Json) => Promise<void>;
  readonly send: (event: FlowCommand) => Promise<void>;
}

let steps = 0;
export function stepFor(document: IepDocument, at: string, value: Json): Step {
  steps += 1;
  return { id: `step-${steps}`, label: 'Edit', edits: settingEdits(document, at, value) };
}

export async function hold(desk: Desk, draftId: string): Promise<Held> {
  const first = await desk.get('drafts.load', { draftId });
  let { rev } = first;
  const document = async (): Promise<IepDocument> => (await desk.get('drafts.load', { draftId })).document as IepDocument;
  return {
    draftId, studentId: first.studentId, rev: () => rev, document,
    type: async (at, value) => {
      ({ rev } = await desk.get('drafts.append', { draftId, parent: rev, steps: [stepFor(await document(), at, value)] }));
    },
    send: async (event) => {
      ({ rev } = await desk.get('drafts.command', { draftId, parent: rev, event }));
    },
  };
}

export async function startDraft(desk: Desk, studentId: string): Promise<Held> {
  const { draftId } = await desk.get('drafts.start', { studentId, meetingDate: TODAY, purposes: ['annual'] });
  return hold(desk, draftId);
}

export async function openMeeting(held: Held): Promise<void> {
  await held.send({ type: 'openMeeting', date: TODAY, start: '09:00', place: 'Room 12', noteTaker: 'st4' });
}

/** Looks at everything carried over, discusses every goal and every page that can be discussed. */
export async function discussEverything(held: Held): Promise<void> {
  const carried = workOf(await held.document()).carried;
  if (carried.length > 0) await held.send({ type: 'carriedConfirmed', at: carried });
  for (const goal of rowsAt(await held.document(), 'pages/goals/items')) await held.send({ type: 'goalDiscussed', goal: goal.$row });
  for (const page of ['infoEligibility', 'presentLevels', 'specialFactors', 'stateAssessments', 'goals', 'fapeServices', 'fapeSetting', 'emergencyProgram']) await held.send({ type: 'pageDiscussed', page });
}

export async function printParentCopy(desk: Desk, held: Held) {
  return desk.get('paper.print', { draftId: held.draftId, parent: held.rev(), kind: 'parentCopy', language: 'en', end: '10:05', toPrinter: true });
}

/** Signs, enters one handwritten change, answers every sheet, reconciles. Expects a printed parent copy; returns the draft as held afterwards. */
export async function signAndReconcile(desk: Desk, draftId: string): Promise<Held> {
  const held = await hold(desk, draftId);
  const copy = (await held.document())['parentCopy'] as unknown as { readonly pages: readonly string[] };
  await held.send({ type: 'agreedAll', signedBy: PARENT, relation: 'mother', signedOn: TODAY });
  await held.type(CONCERNS, `${textAt(await held.document(), CONCERNS)} ${HANDWRITTEN}`);
  for (const page of copy.pages) await held.send({ type: 'sheetAnswered', answer: { page, answer: page === 'presentLevels' ? 'changedByHand' : 'asPrinted', reason: '' } });
  await held.send({ type: 'differenceExplained', answer: { at: CONCERNS, kind: 'handwriting', writtenBy: PARENT, initials: ['DB', 'RA'], reason: '' } });
  await held.send({ type: 'declaredReconciled', original: 'Cumulative file, cabinet 3', fileCopy: 'District scan 118' });
  return held;
}

/** Everything a person could say about what is open, so that only what is tested stands in the way. */
export function answeringAll(document: IepDocument, issues: readonly Issue[], variant: Attestation['variant'], typedName: string): Attestation {
  const keys = (severity: Issue['severity']): string[] => issues.filter((issue) => issue.severity === severity).map(issueKey);
  return {
    purposes: (valueAt(document, 'pages/infoEligibility/purposes') as readonly string[]).map(String), purposeOther: '', variant, typedName,
    gapReasons: Object.fromEntries(keys('gap').map((key) => [key, 'The team discussed it; it does not apply to this student this year.'])), warningsConfirmed: keys('warning'),
  };
}

/** What the affirm wizard collects when every question has been answered. */
export async function goodAttestation(held: Held): Promise<Attestation> {
  const document = await held.document();
  return answeringAll(document, checkDocument(document, TODAY).issues, 'signed', CASE_MANAGER.name);
}

/** Everything up to the moment before affirming. */
export async function readyToAffirm(desk: Desk): Promise<Held & Student> {
  const student = await importSample(desk);
  const held = await startDraft(desk, student.studentId);
  await held.type(CONCERNS, WORDS);
  await openMeeting(held);
  await discussEverything(held);
  await printParentCopy(desk, held);
  return { ...(await signAndReconcile(desk, held.draftId)), ...student };
}

/** The sample's Future IEP as the meeting ends: one clear offer, everything discussed, the parent copy printed. */
export async function copyInHand(desk: Desk): Promise<Held> {
  const { studentId } = await importSample(desk);
  const held = await startDraft(desk, studentId);
  await openMeeting(held);
  await held.type('pages/structuredNotes/options', [{ $row: 'o1', description: 'Regular classroom with pull-out', kind: 'placement', selected: true, whyRejected: '' }]);
  await held.type('pages/structuredNotes/offerSummary', `The district offers ${['330', '415', '450'].map((code) => codeLabel('service', code)).join(', ')}.`);
  await discussEverything(held);
  await printParentCopy(desk, held);
  return hold(desk, held.draftId);
}

/** The next IEP of a student, from its draft to the Current; its id. */
export async function affirmNext(desk: Desk, studentId: string): Promise<string> {
  const held = await startDraft(desk, studentId);
  await openMeeting(held);
  await discussEverything(held);
  await printParentCopy(desk, held);
  const ready = await signAndReconcile(desk, held.draftId);
  return (await desk.get('affirm.commit', { draftId: ready.draftId, parent: ready.rev(), attestation: await goodAttestation(ready) })).iepId;
}
