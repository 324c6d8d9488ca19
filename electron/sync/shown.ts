/** The lines of the sync centre: what waits and what is settled, each with a reason in words where there is one. */
import type { OutboxItem } from '../../shared/bridge/sync.ts';
import { FAILURES, type Failure } from '../../shared/words/failures.ts';
import type { OpenVault } from '../ports/open-vault.ts';
import type { RecordFacts } from '../ports/packages.ts';
import type { ItemState } from './between-tries.ts';
import type { DistrictSettings } from './settings.ts';
import { settledOf, waitingOf, type Waiting } from './waiting.ts';

type Names = ReadonlyMap<string, string>;

function itemFacts(names: Names, item: Waiting): Pick<OutboxItem, 'id' | 'what' | 'iepId' | 'studentId' | 'studentName' | 'meetingDate' | 'bytes'> {
  const { id, record: { iepId, studentId, shown, bytes } } = item;
  return { id, what: item.what === 'iep' ? 'iep' : item.late.kind, iepId, studentId, studentName: names.get(studentId) ?? '', meetingDate: shown.meetingDate, bytes: item.what === 'iep' ? bytes : item.late.bytes };
}

function words(failure: Failure | null): string {
  if (failure === null) return '';
  return failure.reason ?? `${FAILURES[failure.code].happened} ${FAILURES[failure.code].next}`;
}

function waitingItem(names: Names, item: Waiting, now: ItemState, district: DistrictSettings | null): OutboxItem {
  const failure: Failure | null = district === null ? { code: 'noServer' } : now.failure;
  return { ...itemFacts(names, item), state: now.state, reason: words(failure), attempts: now.attempts, nextTry: now.nextTry, receivedAt: '' };
}

function settledItem(names: Names, item: Waiting): OutboxItem {
  const receipt = item.what === 'iep' ? item.record.receipt : item.late.receipt;
  if (receipt === null) throw new Error('What is settled has a receipt.');
  const conflict = receipt.kind === 'receipt' && receipt.standing === 'conflict';
  const reason = conflict ? 'Another IEP of this student reached the district first. Both are kept; a person decides which one stands.' : '';
  return { ...itemFacts(names, item), state: conflict ? 'conflict' : 'delivered', reason, attempts: 0, nextTry: '', receivedAt: receipt.receivedAt };
}

/** Every line: first what waits, in the order it will be sent. */
export function itemsShown(vault: OpenVault, all: readonly RecordFacts[], district: DistrictSettings | null, stateOf: (id: string) => ItemState): OutboxItem[] {
  const names: Names = new Map(vault.caseload.all().map(({ studentId, name }) => [studentId, name]));
  return [
    ...waitingOf(all).map((item) => waitingItem(names, item, stateOf(item.id), district)),
    ...settledOf(all, vault).map((item) => settledItem(names, item)),
  ];
}
