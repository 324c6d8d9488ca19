/** Promise: notices of the meeting, each one more row, and the pre-meeting that is still held. */
import { rowSegment, type Row } from '../../iep/address.ts';
import type { IepDocument, PreMeeting } from '../../iep/document.ts';
import type { JsonObject } from '../../iep/json.ts';
import type { Stamp } from '../../journal/edit.ts';
import { invitedTo, NOTICES } from '../notice.ts';
import { preMeetingsOf } from '../pre-meeting.ts';
import type { EventOf } from '../events.ts';
import { purposesOf, rowsAt, textAt } from '../read.ts';
import { append, emptyPage, eventRow, put, withWork } from './writing.ts';
import { fixMeetingDate } from './sessions.ts';

/** One more notice, with what the record knows; while no session was held, the planned day of the meeting is the one it names. */
export function withNotice(doc: IepDocument, { date, time, place, remote }: EventOf<'noticePrepared' | 'noticeRescheduled'>, stamp: Stamp): IepDocument {
  const notice: Row = {
    $row: eventRow(stamp, 1), ...emptyPage('meetingNotice'), noticeNo: rowsAt(doc, NOTICES).length + 1, language: doc.formLanguage,
    meetingDate: date, meetingTime: time, meetingPlace: place, remoteInfo: remote, purposes: purposesOf(doc), purposesOther: textAt(doc, 'pages/infoEligibility/purposeOther'), invited: invitedTo(doc),
  };
  return append(fixMeetingDate(doc, date), NOTICES, notice);
}

/** Parts of one notice are filled in. */
export function onNotice(doc: IepDocument, notice: string, parts: JsonObject): IepDocument {
  return Object.entries(parts).reduce((here, [field, value]) => put(here, `${NOTICES}/${rowSegment(notice)}/${field}`, value), doc);
}

/** The pre-meeting that is held now is changed. */
export function onPreMeeting(doc: IepDocument, change: (held: PreMeeting) => PreMeeting): IepDocument {
  return withWork(doc, { preMeetings: preMeetingsOf(doc).map((one) => (one.end === '' ? change(one) : one)) });
}
