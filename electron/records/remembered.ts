/**
 * Remembers what lists and the outbox show of the records (record-facts.ts), so that neither reads every package each time it is asked: a student's are read
 * once while the vault is open, and again when they were changed or something of them was found damaged. In memory only, and gone with the lock.
 */
import type { OpenVault } from '../ports/open-vault.ts';
import type { RecordFacts, RememberedRecords } from '../ports/packages.ts';
import { recordFacts } from './record-facts.ts';

interface Remembered {
  /** The count of changes when the reading began: a change during it makes the result out of date. */
  readonly asOf: string;
  readonly facts: Promise<readonly RecordFacts[]>;
}

export function rememberRecords({ packages, changesOf, damaged }: Pick<OpenVault, 'packages' | 'changesOf' | 'damaged'>): RememberedRecords {
  const remembered = new Map<string, Remembered>();
  const nowOf = (studentId: string): string => `${changesOf(studentId)} ${damaged().filter((found) => found.studentId === studentId).length}`;

  const of = async (studentId: string): Promise<readonly RecordFacts[]> => {
    const asOf = nowOf(studentId);
    const known = remembered.get(studentId);
    if (known?.asOf === asOf) return known.facts;
    const reading: Remembered = { asOf, facts: packages.listOf(studentId).then(recordFacts) };
    remembered.set(studentId, reading);
    try {
      return await reading.facts;
    } catch (error) {
      // What could not be read is asked of the disk again.
      if (remembered.get(studentId) === reading) remembered.delete(studentId);
      throw error;
    }
  };
  return {
    of,
    all: async () => {
      const here = packages.all();
      const facts = new Map<string, RecordFacts>();
      for (const studentId of new Set(here.map((place) => place.studentId))) for (const record of await of(studentId)) facts.set(record.iepId, record);
      return here.flatMap(({ iepId }) => facts.get(iepId) ?? []);
    },
    forgetOf: (studentId) => void remembered.delete(studentId),
    forget: () => remembered.clear(),
  };
}
