/** Which affirmed IEP of a student a report date counts, and why each of the others that could have been counted is not. */
import { stateRecord, type StateRecord } from '../check/record.ts';
import { hasPlan } from '../check/rules/rule.ts';
import { isInStateReport } from '../flow/continue.ts';
import { EXIT_REVOKED } from '../flow/eligibility.ts';
import { revokedPlan } from '../flow/revocation.ts';
import { revocationOf } from '../iep/revoked.ts';
import { valueAt } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { isDate } from '../time/dates.ts';
import type { Period } from './period.ts';

/** An affirmed IEP as the district holds it, with the signatures that came later. */
export interface HeldRecord {
  readonly iepId: string;
  readonly document: IepDocument;
  /** Arrived beside another Current; a person has not decided yet. */
  readonly conflict: boolean;
}

export interface LeftOut {
  readonly record: StateRecord;
  readonly seisId: string;
  readonly reason: string;
}

export interface Choice {
  readonly chosen: HeldRecord | null;
  readonly leftOut: readonly LeftOut[];
}

/** Findings without a plan of services; they are reported with the year their meeting was in. */
const WITHOUT_SERVICES: readonly string[] = ['700', '800', '900'];

const REASONS = {
  toBeContinued: 'The meeting is to be continued; this part is reported when its continuation is affirmed.',
  conflict: 'Another IEP of this student arrived first; a person decides which one stands.',
  later: 'Its plan starts after the report date.',
  ended: 'Special education had ended.',
  noPlan: 'It is no plan that this report counts.',
  otherYear: 'Its meeting was not in this school year.',
} as const;

export function seisIdOf(document: IepDocument): string {
  const id = valueAt(document, 'pages/infoEligibility/seisId');
  return typeof id === 'string' ? id : '';
}

/** casemis.md section 3: the meeting date stands in where the plan has no start. */
function startOf({ planEffectiveDate, meetingDate }: StateRecord): string {
  return isDate(planEffectiveDate) ? planEffectiveDate : meetingDate;
}

/** On a count day a student who left before a new plan began is out from that day, not from the plan's. */
function startsLater(record: StateRecord, { kind, on }: Period): boolean {
  return startOf(record) > on && !(kind === 'oneDay' && isDate(record.exitDate));
}

/**
 * What the state is told of an exit: as page 1 says it, or as the recorded stop of services after a written revocation says it, which no page of the affirmed IEP holds
 * (34 CFR 300.300(b)(4)). Of one exit recorded twice the stop counts, which follows the notice; another reason counts where the student had left before.
 */
function withExit(record: StateRecord, document: IepDocument, known: readonly IepDocument[]): StateRecord {
  const revoked = revokedPlan(document, known);
  const stop = revoked === null ? null : (revocationOf(revoked)?.stop ?? null);
  if (stop === null) return record;
  const hadLeft = record.exitReason !== EXIT_REVOKED && isDate(record.exitDate) && record.exitDate <= stop.servicesEndOn;
  return hadLeft ? record : { ...record, exitDate: stop.servicesEndOn, exitReason: EXIT_REVOKED };
}

/** The record as it was true on a day: an exit that came later had not happened, and is no error of that day's report (casemis.md section 11). `held` are all records of the student. */
export function recordOn(document: IepDocument, on: string, held: readonly HeldRecord[]): StateRecord {
  const record = withExit(stateRecord(document), document, held.map((other) => other.document));
  return isDate(record.exitDate) && record.exitDate > on ? { ...record, exitDate: '', exitReason: '' } : record;
}

/** Why the version that stands on the report date is not a row of table A, or null. */
function notCounted(record: StateRecord, { kind, on, from }: Period): keyof typeof REASONS | null {
  const { exitDate } = record;
  if (hasPlan(record)) return isDate(exitDate) && (kind === 'oneDay' ? exitDate <= on : exitDate < from) ? 'ended' : null;
  if (kind === 'oneDay' || !WITHOUT_SERVICES.includes(record.planType)) return 'noPlan';
  return record.meetingDate >= from && record.meetingDate <= on ? null : 'otherYear';
}

/**
 * Of the affirmed versions the one whose plan starts last but not after the report date, so that one affirmed late still counts; of those that start on
 * one day the newest. `held` are all records of one student in the order they reached the district.
 */
export function choose(held: readonly HeldRecord[], period: Period): Choice {
  const known = held.map((one) => ({ one, record: recordOn(one.document, period.on, held) }));
  const standsBack = ({ one, record }: (typeof known)[number]): keyof typeof REASONS | null => {
    if (one.conflict) return 'conflict';
    if (!isInStateReport(one.document)) return 'toBeContinued';
    return startsLater(record, period) ? 'later' : null;
  };
  const candidates = known.filter((item) => standsBack(item) === null);
  const version = candidates.reduce<(typeof known)[number] | undefined>((best, item) => (best !== undefined && startOf(item.record) < startOf(best.record) ? best : item), undefined);
  const refused = version === undefined ? null : notCounted(version.record, period);
  const goesOn = new Set(held.flatMap(({ document: { continuationOf } }) => (continuationOf === null ? [] : [continuationOf])));
  const leftOut = known.flatMap((item) => {
    // The continuation carries every page of its earlier part: nothing of that part is missing any more.
    if (goesOn.has(item.one.document.documentId)) return [];
    const reason = item === version ? refused : standsBack(item);
    return reason === null ? [] : [{ record: item.record, seisId: seisIdOf(item.one.document), reason: REASONS[reason] }];
  });
  return { chosen: version === undefined || refused !== null ? null : version.one, leftOut };
}
