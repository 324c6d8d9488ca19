/** Promise: an amendment without a meeting: after an annual meeting, not in place of one, agreed and signed by both sides; the team is told: 34 CFR 300.324(a)(4), (6). */
import type { Row } from '../../iep/address.ts';
import { changeKind } from '../../flow/change.ts';
import { purposesOf, rowsAt, textAt } from '../../flow/read.ts';
import { isDate } from '../../time/dates.ts';
import { blanks, hitIf, listed, type LawContext, type LawHit, type LawRule } from './rule.ts';

export const AMENDMENT = 'pages/amendment';

function isSigned(row: Row, who: RegExp): boolean {
  return who.test(textAt(row, 'title')) && textAt(row, 'sig/outcome') === 'signed';
}

/** An amendment without a meeting: after an annual meeting, not in place of one, agreed and signed by both sides; the team is told. */
export function amendments(context: LawContext, rule: LawRule): readonly LawHit[] {
  const { doc } = context;
  const open = blanks(context, rule);
  if (textAt(doc, `${AMENDMENT}/method`) !== 'withoutMeeting') return open;
  const base = textAt(doc, `${AMENDMENT}/baseMeetingDate`);
  const day = textAt(doc, `${AMENDMENT}/amendmentDate`);
  // An amendment of its own keeps the purposes of the meeting it amends.
  const due = changeKind(doc) !== null ? [] : ['initial', 'annual', 'triennial'].filter((purpose) => purposesOf(doc).includes(purpose));
  const signatures = rowsAt(doc, `${AMENDMENT}/signatures`);
  const unsigned = [...(signatures.some((row) => isSigned(row, /parent|guardian|madre|padre|tutor|student/iu)) ? [] : ['the parent']), ...(signatures.some((row) => isSigned(row, /lea|district|administrat|principal|designee/iu)) ? [] : ['the district'])];
  return [
    ...open,
    ...hitIf(isDate(base) && isDate(day) && base > day, [`${AMENDMENT}/baseMeetingDate`], { what: 'The IEP it changes is dated later.' }),
    ...hitIf(due.length > 0, [`${AMENDMENT}/method`], { what: `A meeting is owed: the purpose is ${listed(due)}.` }),
    ...hitIf(unsigned.length > 0, [`${AMENDMENT}/signatures`], { what: `It is not signed by ${listed(unsigned)}.` }),
  ];
}
