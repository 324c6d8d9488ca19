/**
 * The vocabulary in which every page of the IEP is written down as data. The editor on screen, the printed page, the completeness
 * check and the state error check all read the same definitions: adding a field is one entry in one file (design.md, idea 1).
 */

/** The same words in English and Spanish. Spanish is empty only in guidance on screen, which is never printed; a test fails on any other that is missing. */
export interface Words {
  readonly en: string;
  readonly es: string;
}

export type PageId =
  | 'infoEligibility' | 'transitionPlan' | 'presentLevels' | 'specialFactors' | 'stateAssessments' | 'goals' | 'fapeServices'
  | 'fapeSetting' | 'emergencyProgram' | 'meetingNotes' | 'structuredNotes' | 'attendance' | 'consent' | 'amendment'
  | 'meetingNotice' | 'progressReport' | 'assessmentPlan' | 'excusal' | 'contactLog';

export type CodeTableId =
  | 'planType' | 'meetingType' | 'disability' | 'setting' | 'service' | 'provider' | 'location' | 'frequency' | 'race' | 'grade'
  | 'elStatus' | 'language' | 'residence' | 'delay' | 'exit' | 'referredBy' | 'gender' | 'reasonForPlan' | 'parentFacilitated'
  | 'preschoolLocation' | 'degreeOfSupport';

export interface Choice {
  readonly value: string;
  readonly label: Words;
  /** Chosen only where this holds; elsewhere a record that says it keeps it, and nobody else is offered it. */
  readonly offeredWhen?: ConditionId;
}

/** How a value is stored and which control draws it. A coded list is never a text box, a list never a text area. */
export type FieldType =
  /** One line of text. */
  | { readonly kind: 'text' }
  /** Prose under the no-blank, no-bare-N/A rule of iep-forms.md section 2. */
  | { readonly kind: 'statement' }
  /** Stored "Y", "N" or "" (unanswered). */
  | { readonly kind: 'yn' }
  /** Stored true/false. */
  | { readonly kind: 'bool' }
  | { readonly kind: 'choice'; readonly choices: readonly Choice[] }
  | { readonly kind: 'choices'; readonly choices: readonly Choice[] }
  /** A code of a replaceable code table; district and school codes have none and are `text`. */
  | { readonly kind: 'code'; readonly table: CodeTableId }
  | { readonly kind: 'codes'; readonly table: CodeTableId; readonly max?: number }
  /** ISO YYYY-MM-DD. */
  | { readonly kind: 'date' }
  /** HH:MM, 24 hours. */
  | { readonly kind: 'time' }
  | { readonly kind: 'int' }
  /** Integer 0..100. */
  | { readonly kind: 'percent' }
  /** A list of short texts, one value as a whole. */
  | { readonly kind: 'textList' }
  /** Repeating rows; each has a stable row id. */
  | { readonly kind: 'rows'; readonly row: Words; readonly fields: readonly FieldDef[] }
  /** A small fixed object such as {date, result, note}. */
  | { readonly kind: 'group'; readonly fields: readonly FieldDef[] }
  /** A signature line on paper: printedName, relation or role, outcome, signedOn, source. */
  | { readonly kind: 'signature' }
  /** The id of something else in the document: a staff member, a service row, an area of need, an action, a basis row; `page` is a page type, `place` the address of any row or field. */
  | { readonly kind: 'ref'; readonly to: 'staff' | 'service' | 'areaOfNeed' | 'basis' | 'action' | 'goalNumber' | 'page' | 'place'; readonly many?: boolean }
  /** Computed from other fields, never typed. */
  | { readonly kind: 'derived' };

/** R required, C required when its condition holds, O optional. */
export type Requirement = 'R' | 'C' | 'O';

/** Who fills a field: student record system, case manager, related service provider, team at the table, parent, district. */
export type FilledBy = 'sys' | 'cm' | 'rsp' | 'team' | 'par' | 'lea';

/** When a field may be prepared: record data; draftable; only at or after the meeting opened; only after the meeting. */
export type Prepared = 'rec' | 'D' | 'M' | 'A';

/** Name of a pure predicate in conditions.ts; a field with one is required (C) or shown only when it holds. */
export type ConditionId = string;

export interface FieldDef {
  readonly id: string;
  readonly label: Words;
  readonly type: FieldType;
  readonly req: Requirement;
  /** Reported to the state (the highlighted CASEMIS fields). */
  readonly reported: boolean;
  readonly by: readonly FilledBy[];
  readonly pre: Prepared;
  /** When a C field is required; and when `hideUnless` is set too, when it is on the page at all. */
  readonly when?: ConditionId;
  readonly hideUnless?: ConditionId;
  /** Provider area (staff.area) that owns this field, for the role matrix; absent = the case manager's. */
  readonly area?: string;
  /** Columns of the 12-column grid on screen and paper; default by type. */
  readonly span?: 2 | 3 | 4 | 5 | 6 | 8 | 9 | 12;
  /** A sentence stem offered instead of N/A. */
  readonly stem?: Words;
  /** What the form itself says here, on every paper, whoever fills it in: a sentence the law asks for. Only of what is computed. */
  readonly says?: Words;
  /** The day somebody signs. The ink is on paper (decisions.md 22), so the paper has a line for it. */
  readonly inInk?: true;
  /** One line of guidance under the label, in our own words. */
  readonly hint?: Words;
}

export interface SectionDef {
  readonly id: string;
  readonly title?: Words;
  readonly fields: readonly FieldDef[];
}

export interface PageDef {
  readonly id: PageId;
  readonly title: Words;
  /** Short name for the page rail. */
  readonly short: Words;
  /** State form number, printed in the footer with the form version, e.g. "3". */
  readonly formNo: string;
  /** `one` per IEP; `perSession` (a list under pages.<id>, one row per meeting session); `many` (a list of rows). */
  readonly instances: 'one' | 'perSession' | 'many';
  /** Where its value lives in the document: `pages/<id>`; notice, contact log and excusals `meeting/<list>`; progress rounds `progressReportSchedule`. */
  readonly root: string;
  /** Predicate that says whether the page belongs to this IEP. */
  readonly appears: ConditionId;
  /** Sheets of this page carry DRAFT when prepared ahead (decisions.md 14). */
  readonly carriesDraftMark: boolean;
  /** Counts towards completeness of the IEP itself (not notices, progress reports…). */
  readonly partOfIep: boolean;
  readonly sections: readonly SectionDef[];
}
