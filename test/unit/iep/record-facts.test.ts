/** Whatever a state rule asks for can be answered on screen: on a page, by a step of the meeting, or among the facts beside page 1. */
import { describe, expect, it } from 'vitest';
import { addressOfField, stateRecord } from '../../../shared/check/record.ts';
import { redQuestion } from '../../../shared/check/red-edit.ts';
import { DEFAULT_CALENDAR } from '../../../shared/check/highlight.ts';
import { stateCheck } from '../../../shared/check/state-check.ts';
import { mayEdit, mayWriteAt } from '../../../shared/flow/may-edit.ts';
import { signers } from '../../../shared/flow/read.ts';
import { replay } from '../../../shared/flow/replay.ts';
import { holds } from '../../../shared/iep/conditions.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { fieldAt } from '../../../shared/iep/fields.ts';
import type { Json, JsonObject } from '../../../shared/iep/json.ts';
import { RECORD_FACTS, RECORD_FACTS_ROOT } from '../../../shared/iep/record-facts.ts';
import type { Edit } from '../../../shared/journal/edit.ts';
import { invertEdit } from '../../../shared/journal/invert.ts';
import { settingEdits } from '../../../shared/journal/make.ts';
import { change, context, future, SPEECH, Walk } from '../flow/room.ts';

function withInfo(part: JsonObject, doc: IepDocument = future()): IepDocument {
  return { ...doc, pages: { ...doc.pages, infoEligibility: { ...(doc.pages.infoEligibility as JsonObject), ...part } } } as unknown as IepDocument;
}

function asked(doc: IepDocument): readonly string[] {
  return RECORD_FACTS.filter(({ hideUnless }) => hideUnless === undefined || holds(hideUnless, doc, RECORD_FACTS_ROOT)).map(({ id }) => id);
}

const at = (id: string): string => `${RECORD_FACTS_ROOT}/${id}`;
/** Written by the steps of the meeting and by what kind of record it is. */
const BY_STEP = ['kind', 'signer'];

describe('a fact that stands on no page', () => {
  it('has a field of its own wherever the state record looks for it', () => {
    const doc = future();
    const beside = Object.keys(stateRecord(doc)).map((field) => addressOfField(doc, field)).filter((place) => place.startsWith(`${RECORD_FACTS_ROOT}/`));
    expect(beside.length).toBeGreaterThan(5);
    expect(beside.filter((place) => fieldAt(place) === undefined).map((place) => place.split('/')[1])).toEqual(BY_STEP);
  });

  it('is asked only where it matters', () => {
    expect(asked(future())).toEqual([]);
    expect(asked(withInfo({ birthDate: '2009-09-29' }))).toEqual(['conserved']);
    expect(asked(withInfo({ purposes: ['initial'] }))).toEqual(['tolledDays']);
    expect(asked(withInfo({ purposes: ['initial'], birthDate: '2024-10-30' }))).toEqual(['fromPartC', 'tolledDays']);
    expect(asked(withInfo({ planType: '150' }))).toEqual(['partCtoB']);
    expect(asked(withInfo({ purposes: ['interim'] }))).toEqual(['interimStartDate']);
    const plan = future();
    expect(asked({ ...plan, pages: { ...plan.pages, assessmentPlan: [{ $row: 'p1' }] } } as unknown as IepDocument)).toEqual(['tolledDays']);
  });

  it('answers the rule that asked for it, and says who signs', () => {
    const ids = (doc: IepDocument): readonly string[] => stateCheck(doc, '2027-09-29').map(({ id }) => id);
    const family = withInfo({ planType: '150', birthDate: '2024-11-29' });
    expect(ids(family)).toContain('CAS-053');
    const saying = (doc: IepDocument, id: string): IepDocument => new Walk(doc).edit(settingEdits(doc, at(id), 'Y')).document;
    expect(ids(saying(family, 'partCtoB'))).not.toContain('CAS-053');
    const adult = withInfo({ birthDate: '2009-09-29' });
    expect(signers(adult)[0]).toBe('Nolan Birchwater');
    expect(signers(saying(adult, 'conserved'))).not.toContain('Nolan Birchwater');
  });

  it('is the case manager’s to write, also into a record that has none yet, and only these are begun there', () => {
    expect(mayWriteAt(future(), at('conserved'), context())).toEqual({ ok: true });
    expect(mayWriteAt(future(), at('conserved'), context({ actor: SPEECH }))).toMatchObject({ ok: false });
    expect(mayWriteAt(change('amendment'), at('conserved'), context())).toMatchObject({ ok: false });
    const bare = { ...future(), stateRecordExtras: null } as unknown as IepDocument;
    const begin = (value: Json): Edit => ({ op: 'set', at: RECORD_FACTS_ROOT, value, was: null });
    expect(mayEdit(bare, [begin({ conserved: 'Y' })], context())).toEqual({ ok: true });
    expect(mayEdit(bare, [begin({ conserved: 'Y' }), invertEdit(begin({ conserved: 'Y' }))], context())).toEqual({ ok: true });
    for (const value of [{ signature: 'signed' }, { conserved: 'Y', kind: 'amendment' }, [], 'Y']) expect(mayEdit(bare, [begin(value)], context())).toMatchObject({ ok: false, guard: 'flowOwned' });
    expect(mayEdit(future(), [{ op: 'set', at: RECORD_FACTS_ROOT, value: { conserved: 'Y' }, was: future()['stateRecordExtras'] as Json }], context())).toMatchObject({ ok: false, guard: 'flowOwned' });
    const walk = new Walk(bare).edit([begin({ conserved: 'Y' })]);
    expect(stateRecord(walk.document).conserved).toBe('Y');
    expect(replay(walk.base, walk.entries)).toEqual(walk.document);
  });

  it('is asked about in the red weeks when the state gets it', () => {
    const edit = (id: string): Edit => ({ op: 'set', at: at(id), value: 'Y', was: undefined });
    expect(redQuestion(withInfo({ meetingDate: '2027-12-10' }), [edit('partCtoB')], '2027-11-20', DEFAULT_CALENDAR)?.fields).toEqual([{ at: at('partCtoB'), label: 'Moves to preschool services (Part C to Part B)' }]);
    expect(redQuestion(withInfo({ meetingDate: '2027-12-10' }), [edit('fromPartC')], '2027-11-20', DEFAULT_CALENDAR)).toBeNull();
  });
});
