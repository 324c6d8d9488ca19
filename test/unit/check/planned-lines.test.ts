/** Service lines that still begin on the planned day when the meeting was held on another: what one press moves, and what it leaves. */
import { describe, expect, it } from 'vitest';
import { plannedLines } from '../../../shared/check/planned-lines.ts';
import { textAt } from '../../../shared/flow/read.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { Json, JsonObject } from '../../../shared/iep/json.ts';
import { applyEdits } from '../../../shared/journal/apply.ts';
import { sampleDocument } from '../iep/sample.ts';

const PLANNED = '2027-09-29';
const HELD = '2027-10-06';
const YEAR = { startDate: PLANNED, endDate: '2028-09-28' };

/** Each line of the sample with these days; last year's mark on those named. */
function met(days: readonly JsonObject[], marked: readonly number[] = [], meetingDate = HELD): IepDocument {
  const doc = sampleDocument();
  const offer = doc.pages.fapeServices as JsonObject;
  const lines = (offer['services'] as readonly JsonObject[]).slice(0, days.length).map((line, at) => ({ ...line, $row: `s${at}`, ...days[at] }));
  const work = { ...((doc.work ?? {}) as JsonObject), carried: marked.map((at) => `pages/fapeServices/services/@s${at}`) } as unknown as Json;
  return { ...doc, meeting: { ...doc.meeting, meetingDate }, work, pages: { ...doc.pages, fapeServices: { ...offer, services: lines, esyServices: [] } } } as unknown as IepDocument;
}

function after(doc: IepDocument): readonly string[] {
  const applied = applyEdits(doc, plannedLines(doc, PLANNED).edits);
  if (!applied.ok) throw new Error('The edits do not fit.');
  const lines = (applied.document.pages.fapeServices as JsonObject)['services'] as readonly JsonObject[];
  return lines.map((line) => `${textAt(line, 'startDate')} ${textAt(line, 'endDate')}`);
}

describe('lines that still stand at the planned day', () => {
  it('go to the day of the meeting, with their end where they are exactly the planned year', () => {
    const doc = met([YEAR, { startDate: PLANNED, endDate: '2028-06-01' }]);
    expect(plannedLines(doc, PLANNED)).toMatchObject({ lines: ['pages/fapeServices/services/@s0', 'pages/fapeServices/services/@s1'], unseen: 0, to: HELD });
    expect(after(doc)).toEqual(['2027-10-06 2028-10-05', '2027-10-06 2028-06-01']);
    expect(after(met([YEAR], [], '2027-09-22'))).toEqual(['2027-09-22 2028-09-21']);
    // A line that begins the day after its meeting does so again.
    expect(after(met([{ ...YEAR, startDate: '2027-09-30' }]))).toEqual(['2027-10-07 2028-10-05']);
  });

  it('are none where somebody chose another day, where the line would end before it begins, and where the meeting was held as planned', () => {
    const doc = met([{ ...YEAR, startDate: '2027-10-01' }, { startDate: PLANNED, endDate: '2027-10-05' }]);
    expect(plannedLines(doc, PLANNED)).toMatchObject({ lines: [], unseen: 0, edits: [] });
    expect([plannedLines(met([YEAR], [], PLANNED), PLANNED), plannedLines(met([YEAR]), '')].map(({ edits }) => edits)).toEqual([[], []]);
  });

  it('wait with the mark of last year until the team has looked at them', () => {
    const doc = met([YEAR, YEAR], [1]);
    expect(plannedLines(doc, PLANNED)).toMatchObject({ lines: ['pages/fapeServices/services/@s0'], unseen: 1 });
    expect(after(doc)).toEqual(['2027-10-06 2028-10-05', '2027-09-29 2028-09-28']);
  });
});
