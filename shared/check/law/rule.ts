/**
 * What a rule of law is: data with the id and severity of iep-forms.md section 4, the step it belongs to, final wording, an exact source and one pure
 * condition. A rule speaks from its step on: a draft before its meeting owes nothing that only the meeting can give.
 */
import { ROW_ID, rowSegment, valueAt, type Address, type Row } from '../../iep/address.ts';
import { holds } from '../../iep/conditions.ts';
import type { IepDocument } from '../../iep/document.ts';
import type { Revoked } from '../../iep/revoked.ts';
import { isDate } from '../../time/dates.ts';
import { rowsAt, sessionsOf, textAt } from '../../flow/read.ts';
import type { OpenPlace } from '../completeness.ts';
import { hasEnded, hasMet } from '../moment.ts';

/** B stops or must be answered, W warns, I shows (iep-forms.md section 4). */
export type LawSeverity = 'B' | 'W' | 'I';

/**
 * When a rule begins to speak: while pages are written, the parent invited and the student assessed; once a session has opened; once one has ended; once
 * the parent was asked; once the parent copy closed the meeting; while there is an amendment.
 */
export type LawStep = 'writing' | 'invitation' | 'assessment' | 'meeting' | 'close' | 'answer' | 'affirm' | 'amendment';

/** One time a rule speaks. */
export interface LawHit {
  /** Most useful first: one key focuses the first of them. */
  readonly at: readonly Address[];
  /** Words for the `{gaps}` of the message. */
  readonly fill?: Readonly<Record<string, string>>;
  /** Where the table gives two severities, the one of this case; else the rule's first. */
  readonly severity?: LawSeverity;
  /** True where decisions.md 11 lets a gap of law stop affirm: no clear offer on the refusal path. */
  readonly stops?: true;
}

/** A finding of the state check that answers this rule too; the state rule is its one owner. */
export interface ReportedAs {
  readonly rule: `CAS-${string}`;
  /** Only when the finding speaks first of this field of the record. */
  readonly field?: string;
}

interface Stated {
  readonly id: `L-${string}` | `S-${string}`;
  /** As the table writes them; the first is the common case. */
  readonly severity: readonly [LawSeverity, ...LawSeverity[]];
  readonly step: LawStep;
  /** The exact place in the law or the handbook. */
  readonly source: string;
}

/** A rule that speaks for itself; some of its cases may be the state check's. */
export interface LawRule extends Stated {
  readonly message: string;
  /** Places whose blank this rule speaks of instead of S-blank; `*` stands for any row, a last `**` for everything below. */
  readonly owns: readonly string[];
  readonly reportedAs: readonly ReportedAs[];
  readonly when: (context: LawContext, rule: LawRule) => readonly LawHit[];
}

/** A rule the state check speaks for, in all its cases. */
export interface StateRule extends Stated {
  readonly reportedAs: readonly [ReportedAs, ...ReportedAs[]];
}

/** What the rules read: the document, the day, what is blank, and a few readings many of them share. */
export interface LawContext {
  readonly doc: IepDocument;
  /** The IEP this one follows; null when it is not at hand. */
  readonly previous: IepDocument | null;
  /** The written revocation that ended the plan before this document, with its notice once that is recorded; null while consent stands. */
  readonly revoked: Revoked | null;
  readonly today: string;
  readonly open: OpenPlaces;
  /** First day of the meeting, or the planned one; "" when neither is a date. */
  readonly meetingDate: string;
  /** Day of the newest session, else the planned day. */
  readonly lastDay: string;
  readonly sessions: readonly Row[];
  /** Sign-in sheets, consent sheets, notices and service lines, with their addresses. */
  readonly attendance: readonly Placed[];
  readonly consent: readonly Placed[];
  readonly notices: readonly Placed[];
  readonly services: readonly Placed[];
}

export interface Placed {
  readonly at: Address;
  readonly row: Row;
}

/** Blank places by the rule that owns them. */
export interface OpenPlaces {
  readonly of: (rule: LawRule['id']) => readonly OpenPlace[];
}

export function placed(doc: IepDocument, list: Address): readonly Placed[] {
  return rowsAt(doc, list).map((row) => ({ at: `${list}/${rowSegment(row[ROW_ID])}`, row }));
}

export function contextOf(doc: IepDocument, today: string, open: OpenPlaces, previous: IepDocument | null, revoked: Revoked | null): LawContext {
  const planned = textAt(doc, 'pages/infoEligibility/meetingDate');
  const sessions = sessionsOf(doc);
  const meetingDate = isDate(planned) ? planned : (sessions[0]?.date ?? '');
  return {
    doc, previous, revoked, today, open, meetingDate, lastDay: sessions.at(-1)?.date ?? meetingDate, sessions,
    attendance: placed(doc, 'pages/attendance'), consent: placed(doc, 'pages/consent'), notices: placed(doc, 'meeting/notice'),
    services: [...placed(doc, 'pages/fapeServices/services'), ...placed(doc, 'pages/fapeServices/esyServices')],
  };
}

/** The day a clock that ends with the meeting is read on: the day of the meeting once it is held or while it lies ahead, else today. */
export function heldOrToday({ today, meetingDate, sessions }: LawContext): string {
  return sessions.length > 0 || meetingDate > today ? meetingDate : today;
}

/** Days of school breaks that the clocks of assessment and of a request leave out. */
export function tolledDays({ doc }: LawContext): number {
  const days = valueAt(doc, 'stateRecordExtras/tolledDays');
  return typeof days === 'number' ? days : 0;
}

const SPEAKS: Readonly<Record<LawStep, (doc: IepDocument) => boolean>> = {
  writing: () => true,
  invitation: () => true,
  assessment: () => true,
  meeting: hasMet,
  close: (doc) => hasEnded(doc) || doc.documentStatus === 'tabled',
  answer: (doc) => doc.consentStatus !== 'notAsked',
  affirm: hasEnded,
  amendment: (doc) => holds('amendment', doc, ''),
};

export function speaks(rule: LawRule, doc: IepDocument): boolean {
  return SPEAKS[rule.step](doc);
}

type Said = Pick<LawRule, 'id' | 'step' | 'message' | 'source'> & Partial<Pick<LawRule, 'owns' | 'reportedAs' | 'when'>> & { readonly severity: LawSeverity | LawRule['severity'] };

/** A rule from what differs: without a condition of its own it speaks of every blank it owns. */
export function law(said: Said): LawRule {
  return { owns: [], reportedAs: [], when: blanks, ...said, severity: typeof said.severity === 'string' ? [said.severity] : said.severity };
}

/** One hit for every blank the rule owns, with `{what}` saying what is blank. */
export function blanks({ open }: LawContext, { id }: LawRule): readonly LawHit[] {
  return open.of(id).map((place) => ({ at: [place.at], fill: { what: place.words } }));
}

/** At most one hit, at these places. */
export function hitIf(condition: boolean, at: readonly Address[], fill: Readonly<Record<string, string>> = {}): readonly LawHit[] {
  return condition ? [{ at, fill }] : [];
}

/** "a, b and c" for people. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
