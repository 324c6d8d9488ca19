/** What the window keeps of "may I write here" while somebody types: the answer rests on the place's owner and on what stands beside the pages, so typing elsewhere cannot change it. */
import { expect, it } from 'vitest';
import type { Actor } from '../../../shared/flow/events.ts';
import { ASKED, firstFuture, type Answers } from '../../../shared/flow/first-future.ts';
import { mayAddRow, mayWriteAt, ownerAt } from '../../../shared/flow/may-edit.ts';
import { rowsAt } from '../../../shared/flow/read.ts';
import { isWithin, valueAt, type Address } from '../../../shared/iep/address.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { changeAt } from '../../../shared/journal/place.ts';
import { dice } from '../../crash/seeded.ts';
import { seedFor } from '../../crash/size.ts';
import { CASE_MANAGER, change, future, OPEN, PREPARING, SPEECH, STRANGER, SYSTEM_MANAGER, Walk } from './room.ts';

const PEOPLE: readonly Actor[] = [CASE_MANAGER, SPEECH, SYSTEM_MANAGER, STRANGER];
const GOALS = 'pages/goals/items';
const SERVICES = 'pages/fapeServices/services';

/** The first IEP of a student somebody added, who fills its page 1. */
const ADDED = firstFuture(
  { answers: { ...(Object.fromEntries(ASKED.map((id) => [id, ''])) as Answers), lastName: 'Quillfeather', firstName: 'Imogen', birthDate: '2020-03-04', grade: '01' }, caseManager: { name: CASE_MANAGER.name, staffId: CASE_MANAGER.staffId, title: '' } },
  { documentId: 'doc1', recordNumber: '123456789012345', staffRow: 'row1', added: { by: CASE_MANAGER.staffId, at: '2027-09-29T16:00:00.000Z' } },
);

/** Places of every kind: fields of pages, fields of owned rows, rows, the lists themselves. */
function placesOf(doc: IepDocument): readonly Address[] {
  const rows = (list: Address, names: readonly string[]): readonly Address[] => rowsAt(doc, list).flatMap(({ $row }) => [`${list}/@${$row}`, ...names.map((name) => `${list}/@${$row}/${name}`)]);
  return [
    'pages/presentLevels/strengths', 'pages/presentLevels/parentConcerns', 'pages/presentLevels/communicationDevelopment', 'pages/infoEligibility/meetingDate', 'pages/infoEligibility/lastName', 'pages/structuredNotes/offerSummary',
    'pages/consent', 'pages/amendment/reason', GOALS, SERVICES, ...rows(GOALS, ['annualGoal', 'ownerProviderId', 'progressReports', 'goalMet']), ...rows(SERVICES, ['code', 'minutes', 'dnr']),
  ];
}

/** Texts of the pages somebody may type over, whoever they are, with what decides whose a row is among them. */
function typable(doc: IepDocument): readonly Address[] {
  return placesOf(doc).filter((at) => typeof valueAt(doc, at) === 'string');
}

function answers(doc: IepDocument, at: Address): readonly unknown[] {
  return PEOPLE.flatMap((actor) => [mayWriteAt(doc, at, { actor, district: [] }), mayWriteAt(doc, at, { actor, district: [] }, false), mayWriteAt(doc, at, { actor, district: ['setDnr', 'runMeeting'] }), mayAddRow(doc, at, { actor, district: [] })]);
}

it('may change only with the row it is in and with what stands beside the pages', () => {
  const roll = dice(seedFor('may write'));
  const stands = [future(), new Walk().must(PREPARING).document, new Walk().must(OPEN).document, change('amendment'), change('correction'), ADDED];
  let same = 0;
  let changed = 0;
  for (const stand of stands) {
    const places = placesOf(stand);
    for (let n = 0; n < 60; n += 1) {
      const texts = typable(stand);
      const at = texts[roll.below(texts.length)] ?? '';
      const typed = at.endsWith('/code') ? '415' : at.endsWith('/ownerProviderId') ? SPEECH.staffId : `Typed ${n}`;
      const after = changeAt(stand, at, () => typed);
      for (const place of places) {
        const [was, is] = [answers(stand, place), answers(after, place)];
        if (JSON.stringify(was) === JSON.stringify(is)) same += 1;
        else {
          changed += 1;
          expect({ at, place, isTold: ownerAt(place).some((read) => isWithin(at, read)) }).toEqual({ at, place, isTold: true });
        }
      }
    }
  }
  expect(same).toBeGreaterThan(5_000);
  expect(changed).toBeGreaterThan(20);
});
