/** Flow 7: convene, table, reconvene (iep-forms.md 6.5), on the machines. */
import { describe, expect, it } from 'vitest';
import { dueFacts } from '../../../shared/check/due-facts.ts';
import { dueItems } from '../../../shared/check/deadlines.ts';
import type { FlowEvent } from '../../../shared/flow/events.ts';
import { rowsAt, textAt } from '../../../shared/flow/read.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { OPEN, TODAY, Walk } from './room.ts';

const NOTES = 'pages/structuredNotes';
const AGAIN = '2027-10-06';
const contact = (on: string, channel: string, result: string): FlowEvent => ({ type: 'contactLogged', on, channel, result });
const NO_SHOW: FlowEvent = { type: 'tabled', kind: 'parentNoShow', reason: 'The team met; the parent did not come.', reconvene: AGAIN, end: '15:00' };
const reconvene = { ...OPEN, type: 'reconvened', date: AGAIN } as FlowEvent;
const set = (walk: Walk, at: string, value: string): Walk => walk.edit([{ op: 'set', at, value, was: valueAt(walk.document, at) }]);
const tried = (): Walk => new Walk().must(OPEN).must(contact(`${TODAY}T14:20`, 'phone', 'No answer.'));

describe('a session the parent does not come to', () => {
  it('is tabled only after the parent was tried on the day', () => {
    const walk = new Walk().must(contact('2027-09-20T09:00', 'letter', 'Notice sent.')).must(OPEN);
    expect(walk.event(NO_SHOW)).toMatchObject({ ok: false, guard: 'parentTried' });
    walk.must(contact(`${TODAY}T14:20`, 'phone', 'No answer.')).must(NO_SHOW);
    expect(walk.document.documentStatus).toBe('tabled');
  });

  it('decides nothing: a page, a field or a goal marked discussed, an option or an offer has to be taken back first', () => {
    const refusedFor = (walk: Walk): unknown => {
      const verdict = walk.event(NO_SHOW);
      return verdict.ok ? 'nothing was refused' : `${verdict.guard} ${verdict.reason}`;
    };
    expect(refusedFor(tried().must({ type: 'pageDiscussed', page: 'presentLevels' }))).toMatch(/^nothingDecided .*Present Levels/u);
    expect(refusedFor(tried().must({ type: 'itemDiscussed', at: 'pages/presentLevels/parentConcerns' }))).toMatch(/^nothingDecided/u);
    const walk = tried();
    const goal = rowsAt(walk.document, 'pages/goals/items')[0]?.$row ?? '';
    expect(refusedFor(walk.must({ type: 'goalDiscussed', goal }))).toMatch(/^nothingDecided .*goal 1/u);
    expect(refusedFor(set(tried(), `${NOTES}/offerSummary`, 'The district offers speech.'))).toMatch(/^nothingDecided .*offer of FAPE/u);
    expect(refusedFor(walk.must({ type: 'goalReopened', goal }))).toBe('nothing was refused');
  });

  it('says in the notes that the team met, which attempts were made and when it goes on; every original date stays', () => {
    const before = new Walk().document;
    const { document } = tried().must(NO_SHOW);
    expect(textAt(document, `${NOTES}/outcomeReason`)).toBe('The team met; the parent did not come. Attempts to reach the parent: Sep 29, 2027, Telephone: No answer. The meeting goes on on Oct 6, 2027.');
    expect([textAt(document, `${NOTES}/outcome`), textAt(document, `${NOTES}/reconveneDate`)]).toEqual(['tabled', AGAIN]);
    for (const field of ['meetingDate', 'nextAnnualDate', 'nextTriennialDate', 'planEffectiveDate', 'priorAnnualDate']) expect(textAt(document, `pages/infoEligibility/${field}`), field).toBe(textAt(before, `pages/infoEligibility/${field}`));
  });

  it('has a dated sign-in sheet whose parent lines stay empty, and a consent sheet nobody answered', () => {
    const { document } = tried().must(NO_SHOW);
    const people = rowsAt(rowsAt(document, 'pages/attendance')[0] ?? {}, 'participants');
    const parents = people.filter((person) => person['teamRole'] === 'parent');
    expect(parents.length).toBeGreaterThanOrEqual(1);
    expect(parents.map((person) => [textAt(person, 'from'), textAt(person, 'sig/outcome')])).toEqual(parents.map(() => ['', 'absent']));
    expect(people.filter((person) => person['teamRole'] !== 'parent' && textAt(person, 'sig/outcome') === 'absent')).toEqual([]);
    expect(rowsAt(document, 'pages/consent')).toMatchObject([{ sessionDate: TODAY, parentSignatures: [] }]);
  });

  it('goes on once the parent was told of the day, on a second consent sheet, with notes that say where it comes from', () => {
    const walk = tried().must(NO_SHOW);
    expect(walk.event(reconvene, { today: AGAIN })).toMatchObject({ ok: false, guard: 'dayAgreedAgain' });
    walk.must(contact('2027-10-01T09:00', 'phone', 'The mother comes on October 6.'), { today: '2027-10-01' }).must(reconvene, { today: AGAIN });
    expect(rowsAt(walk.document, 'pages/consent').map((sheet) => sheet['sessionDate'])).toEqual([TODAY, AGAIN]);
    expect(textAt(walk.document, `${NOTES}/earlierSessionNote`)).toMatch(/^Continued from Sep 29, 2027\. The team met; the parent did not come\..*The meeting goes on on Oct 6, 2027\.$/u);
    expect([textAt(walk.document, `${NOTES}/outcome`), textAt(walk.document, `${NOTES}/header/date`), valueAt(walk.document, 'meeting/meetingDate')]).toEqual(['', AGAIN, TODAY]);
  });

  it('also goes on after a new notice, and after a session the parent was at without one', () => {
    const notice = [{ $row: 'n1', noticeDate: '2027-10-01', meetingDate: AGAIN }];
    const walk = tried().must(NO_SHOW).edit([{ op: 'set', at: 'meeting/notice', value: notice, was: [] }]);
    expect(walk.event(reconvene, { today: AGAIN })).toEqual({ ok: true });
    expect(new Walk().must(OPEN).must({ ...NO_SHOW, kind: 'outOfTime' } as FlowEvent).event(reconvene, { today: AGAIN })).toEqual({ ok: true });
  });

  it('is due on the day it goes on, and goes to the district system manager after thirty days', () => {
    const { document } = tried().must(NO_SHOW);
    const kinds = (doc: IepDocument): readonly string[] => dueItems(dueFacts(doc), '2027-10-01').map(({ kind, due }) => `${kind} ${due}`);
    expect(kinds(document)).toEqual(expect.arrayContaining([`reconvene ${AGAIN}`, 'parentMissed 2027-10-29', 'affirm 2027-10-06']));
    expect(kinds(new Walk().must(OPEN).must({ ...NO_SHOW, kind: 'outOfTime' } as FlowEvent).document).join(' ')).not.toContain('parentMissed');
  });
});
