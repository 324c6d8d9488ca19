/** Takes one entry of the outbox from the records to the district and its receipt back to the records. */
import type { Receipt, LateReceipt } from '../../shared/district-api/contract.ts';
import { fail, type Result } from '../../shared/words/failures.ts';
import type { Packages, StoredPackage } from '../ports/packages.ts';
import type { DistrictClient } from './client.ts';
import { deliverLate, type Attempt, type LateAttempt, type Local } from './delivery.ts';
import type { Waiting } from './waiting.ts';

/** The delivery of a record can be replaced: the schedule test puts broken ones here and must catch each of them. */
export type DeliverOne = (client: DistrictClient, local: Local, item: StoredPackage, doubtful: boolean) => Promise<Attempt>;

function localOf(packages: Packages): Local {
  return {
    pdf: async (iepId) => {
      const pdf = await packages.pdf(iepId);
      return pdf.ok ? pdf.value : pdf.failure;
    },
    read: async (iepId) => {
      const stored = await packages.read(iepId);
      return stored.ok ? stored.value : null;
    },
  };
}

/** An entry is read from the disk when its turn has come; one that cannot be read any more waits for a person. */
export async function sendFromRecords(packages: Packages, deliverOne: DeliverOne, client: DistrictClient, item: Waiting, doubtful: boolean): Promise<Attempt | LateAttempt> {
  const stored = await packages.read(item.record.iepId);
  if (!stored.ok) return { kind: 'stopped', final: false, failure: stored.failure };
  if (item.what === 'iep') return deliverOne(client, localOf(packages), stored.value, doubtful);
  const kept = stored.value.late.find(({ number }) => number === item.late.number);
  return kept === undefined ? { kind: 'stopped', final: false, failure: { code: 'damaged' } } : deliverLate(client, localOf(packages), stored.value, kept);
}

/** A receipt of the wrong kind is no proof. */
export async function keepReceipt(packages: Packages, item: Waiting, receipt: Receipt | LateReceipt): Promise<Result<null>> {
  const { iepId } = item.record;
  if (item.what === 'iep') return receipt.kind === 'receipt' ? packages.storeReceipt(iepId, receipt) : fail('lyingReceipt');
  return receipt.kind !== 'receipt' ? packages.storeLateReceipt(iepId, item.late.number, receipt) : fail('lyingReceipt');
}
