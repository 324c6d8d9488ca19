/** A draft to walk through: the sample carried into its next year, its people, and events that fit it. */
import { readFileSync } from 'node:fs';
import { mayHappen } from '../../../shared/flow/decide.ts';
import { applyEvent } from '../../../shared/flow/apply.ts';
import type { Actor, FlowContext, FlowEvent } from '../../../shared/flow/events.ts';
import { replay } from '../../../shared/flow/replay.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import { nextFuture } from '../../../shared/iep/carry.ts';
import type { ChangeKind, IepDocument, ParentCopy } from '../../../shared/iep/document.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { pageKeysOf } from '../../../shared/iep/page-keys.ts';
import { readDocument } from '../../../shared/iep/schema.ts';
import { startChange } from '../../../shared/iep/start-change.ts';
import { diff } from '../../../shared/journal/diff.ts';
import type { Edit, JournalEntry } from '../../../shared/journal/edit.ts';
import { textEdit } from '../../../shared/journal/text.ts';

export const TODAY = '2027-09-29';
export const CASE_MANAGER: Actor = { staffId: 'st1', name: 'Rosalind Achterberg', role: 'caseManager', area: 'specialEducation' };
export const SPEECH: Actor = { staffId: 'st2', name: 'Percival Odumegwu', role: 'relatedServiceProvider', area: 'communication' };
export const SYSTEM_MANAGER: Actor = { staffId: 'dsm1', name: 'District System Manager', role: 'districtSystemManager', area: '' };
export const STRANGER: Actor = { staffId: 'elsewhere', name: 'Somebody Else', role: 'caseManager', area: '' };

/** The affirmed IEP of the sample. */
export function affirmed(): IepDocument {
  const read = readDocument(JSON.parse(readFileSync(new URL('../../fixtures/sample-iep.json', import.meta.url), 'utf8')));
  if (!read.ok) throw new Error(`The sample cannot be read: ${read.problem}`);
  return read.document;
}

/** A record that changes the affirmed IEP of the sample, as it begins. */
export function change(kind: ChangeKind): IepDocument {
  let rows = 0;
  return startChange(affirmed(), { kind, documentId: 'change-1', today: TODAY, reason: 'The speech group moved to a longer slot.', newRow: () => `n${(rows += 1)}` });
}

export function future(): IepDocument {
  let rows = 0;
  return nextFuture(affirmed(), { documentId: 'draft-1', meetingDate: TODAY, purposes: ['annual'], newRow: () => `n${(rows += 1)}` });
}

export function context(part: Partial<FlowContext> = {}): FlowContext {
  return { actor: CASE_MANAGER, district: [], today: TODAY, time: '14:30', differences: [], ...part };
}

export const OPEN: FlowEvent = { type: 'openMeeting', date: TODAY, start: '14:30', place: 'Room 12', noteTaker: 'st1' };

/** School people at a table without the parent. */
export const PREPARING: FlowEvent = { type: 'preMeetingOpened', date: TODAY, start: '08:00', place: 'Staff room', participants: ['Rosalind Achterberg', 'Percival Odumegwu'] };

export function copyOf(doc: IepDocument, position: number): ParentCopy & JsonObject {
  return { copyId: 'copy-1', code: 'ABC234', label: 'PARENT COPY', printedAt: `${TODAY}T15:20`, sheets: 20, contentHash: 'h', pdfSha256: 'p', position, pages: pageKeysOf(doc) };
}

export function printing(doc: IepDocument, position = 1): FlowEvent {
  return { type: 'parentCopyPrinted', copy: copyOf(doc, position), end: '15:20' };
}

/** A draft that is written to: judges each event as main does, and keeps journal and document. */
export class Walk {
  readonly base: IepDocument;
  document: IepDocument;
  entries: JournalEntry[] = [];
  /** The document the parent took home. */
  copy: IepDocument | null = null;

  constructor(base: IepDocument = future()) {
    this.base = base;
    this.document = base;
  }

  /** Compared once for each pair of documents: they are never changed in place. */
  private compared: { readonly copy: IepDocument; readonly document: IepDocument; readonly places: readonly string[] } | null = null;

  differences(): readonly string[] {
    const { copy, document } = this;
    if (copy === null) return [];
    if (this.compared?.copy !== copy || this.compared.document !== document) this.compared = { copy, document, places: diff(copy, document).map((difference) => difference.at) };
    return this.compared.places;
  }

  stamp(by: string) {
    return { by, device: 'laptop', seq: this.entries.length + 1, at: '2027-09-29T21:30:00.000Z' };
  }

  /** Does what the machines allow; a refusal changes nothing and is returned. */
  event(event: FlowEvent, part: Partial<FlowContext> = {}) {
    const ctx = context({ differences: this.differences(), ...part });
    const verdict = mayHappen(this.document, event, ctx);
    if (!verdict.ok) return verdict;
    const stamp = this.stamp(ctx.actor.staffId);
    if (event.type === 'parentCopyPrinted' || event.type === 'amendmentPrinted') this.copy = this.document;
    this.document = applyEvent(this.document, event, stamp);
    this.entries.push({ kind: 'flow', event, ...stamp });
    return verdict;
  }

  /** As `event`, but a refusal ends the test. */
  must(event: FlowEvent, part: Partial<FlowContext> = {}): this {
    const verdict = this.event(event, part);
    if (!verdict.ok) throw new Error(`${event.type} was refused by ${verdict.guard}: ${verdict.reason}`);
    return this;
  }

  edit(edits: readonly Edit[]): this {
    const entry: JournalEntry = { kind: 'edit', step: { id: `s${this.entries.length}`, label: 'Edit', edits }, parent: this.entries.length, ...this.stamp('st1') };
    this.document = replay(this.document, [entry]);
    this.entries.push(entry);
    return this;
  }
}

export const CONCERN = 'pages/presentLevels/parentConcerns';
export const goalsOf = (walk: Walk): readonly string[] => (walk.document.pages.goals as unknown as { items: readonly { $row: string }[] }).items.map((goal) => goal.$row);
export const say = (walk: Walk, words: string): Walk => walk.edit([textEdit(CONCERN, String(valueAt(walk.document, CONCERN) ?? ''), words)]);

/** A meeting that has been held and printed. */
export function printedWalk(): Walk {
  const walk = new Walk().must(OPEN);
  say(walk, 'Heard at the table.');
  for (const goal of goalsOf(walk)) walk.must({ type: 'goalDiscussed', goal });
  for (const page of ['infoEligibility', 'presentLevels', 'specialFactors', 'stateAssessments', 'fapeServices', 'fapeSetting', 'emergencyProgram']) walk.must({ type: 'pageDiscussed', page });
  return walk.must(printing(walk.document, walk.entries.length));
}

/** The same, signed, with its handwriting entered. */
export function reconciledWalk(): Walk {
  const walk = printedWalk().must({ type: 'agreedAll', signedBy: 'Dana Birchwater', relation: 'mother', signedOn: TODAY });
  say(walk, 'Heard at the table. And written by hand.');
  walk.must({ type: 'differenceExplained', answer: { at: CONCERN, kind: 'handwriting', writtenBy: 'R. Achterberg', initials: ['DB'], reason: '' } });
  for (const page of (walk.document['parentCopy'] as unknown as { pages: readonly string[] }).pages) walk.must({ type: 'sheetAnswered', answer: { page, answer: page === 'presentLevels' ? 'changedByHand' : 'asPrinted', reason: '' } });
  return walk.must({ type: 'declaredReconciled', original: 'room 4', fileCopy: 'office' });
}
