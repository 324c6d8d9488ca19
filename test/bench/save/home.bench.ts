/** Listing 500 students with four affirmed IEPs each, and an open one of every tenth: the second listing, and one after a change of one student, against a first that reads everything. */
import { createOpenDrafts } from '../../../electron/records/open-drafts.ts';
import { rememberRecords } from '../../../electron/records/remembered.ts';
import type { Rooms } from '../../../electron/records/rooms.ts';
import { listCaseload } from '../../../electron/records/summaries.ts';
import { ok } from '../../../shared/words/failures.ts';
import { createMemoryDisk } from '../../crash/memory-disk.ts';
import { lateTranslation, must, student } from '../../crash/rig.ts';
import { packageBytes, pdfOf } from '../../fixtures/laptop.ts';
import { EXAMPLE, read } from '../../fixtures/long-iep.ts';
import { setUp } from '../../unit/main/desk.ts';
import { race } from '../ratio.ts';

const STUDENTS = 500;
const RECORDS = 4;
const DRAFTS = 50;

// In memory, so that a slow disk does not flatter the listings that read nothing.
const desk = await setUp({ disk: createMemoryDisk() });
const rooms = must(await desk.session.inside((open) => ok(open)));
const { packages, caseload, drafts } = rooms.vault;
for (let n = 0; n < STUDENTS; n += 1) {
  const iepId = (record: number): string => `s${n}-r${record}`;
  for (let record = 0; record < RECORDS; record += 1) {
    const document = { ...EXAMPLE, documentId: `doc-${iepId(record)}` };
    must(await packages.commit(`s${n}`, packageBytes(`key-${n}`, iepId(record), record === 0 ? null : iepId(record - 1), rooms.vault.deviceId, { document }), pdfOf(iepId(record))));
  }
}
const listed = await Promise.all(Array.from({ length: STUDENTS }, (_none, n) => caseload.put({ ...student(`s${n}`, `Student ${n} Example`), currentIepId: `s${n}-r${RECORDS - 1}` })));
for (const done of listed) must(done);
for (let n = 0; n < DRAFTS; n += 1) must(await drafts.create(`s${n * 10}`, read(EXAMPLE)));

/** The rooms as they are right after Unlock. */
function fresh(): Rooms {
  const records = rememberRecords(rooms.vault);
  return { ...rooms, records, drafts: createOpenDrafts(drafts), sync: rooms.tools.openSync(rooms.vault, records) };
}

let changes = 0;
const first = { what: `a first listing, which reads ${STUDENTS * RECORDS} records`, work: () => listCaseload(fresh()) };
await listCaseload(rooms);
await race({ what: `listing ${STUDENTS} students a second time`, rounds: 3, warmUp: 1, bar: { at: 'p50', times: 0.05 }, work: () => listCaseload(rooms), floor: first });
await race({
  what: 'listing them after a change of one', rounds: 3, warmUp: 1, bar: { at: 'p50', times: 0.06 }, floor: first,
  work: async () => {
    changes += 1;
    must(await packages.addTranslations('s7-r1', [lateTranslation(`Palabras ${changes}.`)]));
    return listCaseload(rooms);
  },
});
await desk.end();
