/** Who adds a student and fills page 1, writes a file for another computer, and keeps the document library. */
import { describe, expect, test } from 'vitest';
import type { Input, Reply } from '../../../../shared/bridge/contract.ts';
import { ASKED } from '../../../../shared/flow/first-future.ts';
import { documentPdf } from '../../../fixtures/documents.ts';
import { CASE_MANAGER, setUp, type Desk } from '../desk.ts';
import type { Person } from '../people.ts';
import { askedOf, sitDown, triedByAll, watched, triedHere } from './room.ts';

describe('whom and what a computer takes in beside records', () => {
  const SYSTEM_MANAGERS: readonly Person[] = ['district system manager', 'SELPA system manager'];
  const LIBRARIANS: readonly Person[] = ['SELPA system manager', 'SELPA administrator'];
  const NOTHING = Object.fromEntries(ASKED.map((id) => [id, ''])) as Input<'caseload.add'>['answers'];
  const CHILD: Input<'caseload.add'> = { answers: { ...NOTHING, lastName: 'Quillfeather', firstName: 'Imogen', birthDate: '2018-03-04', grade: '04' }, caseManager: { name: CASE_MANAGER.name, staffId: CASE_MANAGER.staffId, title: CASE_MANAGER.title } };
  const SAFEGUARDS: Input<'library.takeIn'> = { words: { title: 'Safeguards', kind: 'notice', language: 'English', version: 'August 2027', source: 'Vexholm SELPA' }, bytes: documentPdf('Safeguards'), replaces: null };

  async function addedBySystemManager(desk: Desk): Promise<string> {
    await sitDown(desk, 'district system manager');
    const reply = await desk.get('caseload.add', CHILD);
    if (reply.outcome !== 'added') throw new Error('The student is here already.');
    return reply.draftId;
  }
  async function addedByCaseManager(desk: Desk): Promise<string> {
    await sitDown(desk, 'district system manager');
    await desk.get('settings.set', { optionalRights: ['addStudent'] });
    await sitDown(desk, 'case manager');
    const reply = await desk.get('caseload.add', CHILD);
    if (reply.outcome !== 'added') throw new Error('The student is here already.');
    return reply.draftId;
  }
  /** Says something of the child that only the record of the district could know. */
  async function fillPageOne(desk: Desk, draftId: string): Promise<Reply<unknown>> {
    const { rev } = await desk.get('drafts.load', { draftId });
    return desk.call('drafts.append', { draftId, parent: rev, steps: [{ id: 'fill', label: 'Edit', edits: [{ op: 'set', at: 'pages/infoEligibility/gender', value: '20', was: undefined }] }] });
  }
  async function takenInBySelpa(desk: Desk): Promise<string> {
    await sitDown(desk, 'SELPA system manager');
    return (await desk.get('library.takeIn', SAFEGUARDS)).documentId;
  }
  const none = async (): Promise<string> => '';

  interface TakenIn {
    readonly who: readonly Person[];
    /** What is there before; its id. */
    readonly first: (desk: Desk) => Promise<string>;
    readonly send: (desk: Desk, id: string) => Promise<Reply<unknown>>;
  }
  const TAKING_IN: Readonly<Record<string, TakenIn>> = {
    'add a student': { who: SYSTEM_MANAGERS, first: none, send: (desk) => desk.call('caseload.add', CHILD) },
    'fill page 1 of a student the case manager added': { who: [...SYSTEM_MANAGERS, 'case manager'], first: addedByCaseManager, send: fillPageOne },
    'fill page 1 of a student the system manager added': { who: SYSTEM_MANAGERS, first: addedBySystemManager, send: fillPageOne },
    'write a first Future IEP to a file': { who: SYSTEM_MANAGERS, first: addedBySystemManager, send: (desk, draftId) => desk.call('exchange.write', { draftId }) },
    'take a document into the library': { who: LIBRARIANS, first: none, send: (desk) => desk.call('library.takeIn', SAFEGUARDS) },
    'take a document out of the library': { who: LIBRARIANS, first: takenInBySelpa, send: (desk, documentId) => desk.call('library.takeOut', { documentId }) },
  };

  test.each(Object.keys(TAKING_IN))('%s: by everybody', async (what) => {
    const { who, first, send } = TAKING_IN[what] as TakenIn;
    const desk = watched(await setUp());
    try {
      const id = await first(desk);
      expect(await triedByAll(desk, who, what, (at) => send(at, id))).toBe(who.length);
    } finally {
      await desk.end();
    }
  });
});

test('everybody tried each channel this file is named for', () => expect(triedHere()).toEqual(askedOf('taken-in')));
