import { describe, expect, it } from 'vitest';
import { addressOfField, serviceAddresses, stateRecord } from '../../../shared/check/record.ts';
import type { StateRecord } from '../../../shared/check/record.ts';
import { checkRecord } from '../../../shared/check/run.ts';
import { stateCheck } from '../../../shared/check/state-check.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { Json, JsonObject } from '../../../shared/iep/json.ts';
import { sampleDocument } from '../iep/sample.ts';

const AS_OF = '2026-10-16';

function changed(page: 'infoEligibility' | 'fapeServices' | 'fapeSetting', change: JsonObject): IepDocument {
  const doc = sampleDocument();
  return { ...doc, pages: { ...doc.pages, [page]: { ...(doc.pages[page] as JsonObject), ...change } } };
}

describe('the state record of the example', () => {
  const doc = sampleDocument();
  const record = stateRecord(doc);

  it('has nothing for the state check to say', () => {
    expect(checkRecord(record, AS_OF)).toEqual([]);
    expect(stateCheck(doc, AS_OF)).toEqual([]);
  });

  it('holds what the pages say', () => {
    expect(record).toMatchObject({
      kind: 'iep', ssid: '9900000017', birthDate: '2017-03-08', grade: '04', races: ['700', '100'], meetingDate: '2026-10-14', lastSessionDate: '2026-10-14', toBeContinued: 'N',
      meetingType: '20', purposes: ['annual'], signature: 'signed', signer: 'parent', initialServicesConsent: 'given', parentFacilitated: 'Y', planType: '100', disability1: '290',
      setting: '400', percentRegular: 84, transportation: 'N', t1: '', majorityNoticeDate: '', tolledDays: 0,
    });
    expect(record.services.map((line) => [line.code, line.minutes, line.dnr, line.esy])).toEqual([['330', 200, false, false], ['330', 90, true, false], ['415', 60, false, false], ['450', 30, false, false]]);
  });

  it('leads from every field back to the place it was read from', () => {
    const read = (field: string): Json | undefined => valueAt(doc, addressOfField(doc, field));
    const reported = Object.entries(record).filter(([field, value]) => typeof value === 'string' && value !== '' && !['signature', 'toBeContinued', 'initialServicesConsent'].includes(field));
    expect(reported.length).toBeGreaterThan(35);
    for (const [field, value] of reported) expect(read(field), field).toBe(value);
    record.services.forEach((line, index) => {
      for (const column of ['code', 'provider', 'location', 'frequency', 'minutes', 'startDate', 'endDate', 'dnr'] as const) expect(read(`services[${index}].${column}`)).toBe(line[column]);
    });
    expect(valueAt(doc, addressOfField(doc, 'initialServicesConsent'))).toBe('agreeAll');
    expect(valueAt(doc, addressOfField(doc, 'toBeContinued'))).toBe('completed');
  });

  it('refuses to point at a service line that is not there', () => {
    expect(() => addressOfField(doc, 'services[4].minutes')).toThrow('no service line 4');
    expect(() => serviceAddresses(changed('fapeServices', { services: [{ code: '415' }] }))).toThrow('has no row id');
  });

  it('points at the whole line for what the line itself says', () => {
    const [line = ''] = serviceAddresses(doc);
    expect(['services[0]', 'services[0].esy', 'services[0].code'].map((field) => addressOfField(doc, field))).toEqual([line, line, `${line}/code`]);
  });
});

describe('the adapter', () => {
  it('counts extended-school-year lines after the others and marks them ESY', () => {
    const row = { ...((valueAt(sampleDocument(), 'pages/fapeServices/services') as readonly JsonObject[])[0] as JsonObject), $row: 'esy1', esy: false };
    const doc = changed('fapeServices', { esyServices: [row] });
    expect(stateRecord(doc).services.map((line) => line.esy)).toEqual([false, false, false, false, true]);
    expect(serviceAddresses(doc).at(-1)).toBe('pages/fapeServices/esyServices/@esy1');
    expect(addressOfField(doc, 'services[4].minutes')).toBe('pages/fapeServices/esyServices/@esy1/minutes');
    expect(stateCheck(doc, AS_OF)).toEqual([]);
  });

  it('reads the spellings other systems export', () => {
    const record = stateRecord(changed('infoEligibility', { grade: 'Eighth grade', disability1: '090', disability2: '081', hispanic: 'Yes', planType: '100 Individualized education program', races: ['700 White'] }));
    expect(record).toMatchObject({ grade: '08', disability1: '290', disability2: '281', hispanic: 'Y', planType: '100', races: ['700'] });
    expect(stateRecord(changed('infoEligibility', { grade: '0' })).grade).toBe('KN');
    expect(stateRecord(changed('infoEligibility', { grade: '04 Grade 4' })).grade).toBe('04');
    expect(stateRecord(changed('fapeSetting', { percentRegular: '84' })).percentRegular).toBe(84);
    expect(stateRecord(changed('fapeSetting', { percentRegular: 'most' })).percentRegular).toBe('most');
  });

  it('reads absent pages as blank', () => {
    const doc = sampleDocument();
    const record = stateRecord({ ...doc, pages: {} });
    expect(record).toMatchObject({ ssid: '', services: [], percentRegular: '', parentFacilitated: '', t8: '' });
    expect(checkRecord(record, AS_OF).length).toBeGreaterThan(10);
  });

  it("takes the parent's answer from the state of consent, never from an older record", () => {
    const cases: readonly (readonly [string, StateRecord['signature']])[] = [['agreedPart', 'partial'], ['refused', 'refused'], ['noResponse', 'absent'], ['awaiting', 'pending'], ['notAsked', 'pending']];
    for (const [consentStatus, signature] of cases) expect(stateRecord({ ...sampleDocument(), consentStatus } as IepDocument).signature).toBe(signature);
  });

  it('lets first services wait for consent on an initial IEP only', () => {
    const initial = changed('infoEligibility', { meetingType: '10' });
    expect(stateRecord(initial).initialServicesConsent).toBe('given');
    expect(stateRecord({ ...initial, consentStatus: 'awaiting' } as IepDocument).initialServicesConsent).toBe('pending');
    expect(stateRecord({ ...sampleDocument(), consentStatus: 'awaiting' } as IepDocument).initialServicesConsent).toBe('given');
    const chosen = (consentChoice: string): IepDocument => ({ ...initial, consentStatus: 'refused', pages: { ...initial.pages, consent: (initial.pages.consent as unknown as readonly JsonObject[]).map((row) => ({ ...row, consentChoice })) } }) as unknown as IepDocument;
    expect(['declineInitialServices', 'notEligibleUnderstood', 'disagree'].map((choice) => stateRecord(chosen(choice)).initialServicesConsent)).toEqual(['declined', 'n/a', 'pending']);
    expect(stateRecord({ ...initial, consentStatus: 'agreedPart' } as IepDocument).initialServicesConsent).toBe('given');
    const stated = (initialServicesConsent: string): IepDocument => ({ ...sampleDocument(), stateRecordExtras: { ...(sampleDocument()['stateRecordExtras'] as JsonObject), initialServicesConsent } });
    expect(['given', 'declined', 'pending', 'n/a', ''].map((answer) => stateRecord(stated(answer)).initialServicesConsent)).toEqual(['given', 'declined', 'pending', 'n/a', 'n/a']);
  });

  it('reads numbers, spaces and every way of writing yes and no', () => {
    expect(stateRecord(changed('infoEligibility', { ssid: 9900000017, firstName: ' Nolan ' }))).toMatchObject({ ssid: '9900000017', firstName: 'Nolan' });
    for (const [written, read] of [['y', 'Y'], ['Yes', 'Y'], [true, 'Y'], ['n', 'N'], ['NO', 'N'], [false, 'N'], ['maybe', 'maybe'], ['', '']] as const) expect(stateRecord(changed('infoEligibility', { hispanic: written })).hispanic, String(written)).toBe(read);
    for (const [written, read] of [[84, 84], ['84.5', 84.5], [-1, -1], [null, '']] as const) expect(stateRecord(changed('fapeSetting', { percentRegular: written })).percentRegular).toBe(read);
  });

  it('reads what stands on no page of its own: kind, days of school break, who signs', () => {
    const extras = (more: JsonObject, sheet: JsonObject = {}): StateRecord => {
      const doc = sampleDocument();
      const consent = (doc.pages.consent as unknown as readonly JsonObject[]).map((row) => ({ ...row, ...sheet }));
      return stateRecord({ ...doc, pages: { ...doc.pages, consent }, stateRecordExtras: { ...(doc['stateRecordExtras'] as JsonObject), ...more } } as unknown as IepDocument);
    };
    expect(['iep', 'amendment', ''].map((kind) => extras({ kind }).kind)).toEqual(['iep', 'amendment', 'iep']);
    expect([5, '7', 'some', null].map((tolledDays) => extras({ tolledDays }).tolledDays)).toEqual([5, 7, 0, 0]);
    expect(['parent', 'student', 'conservator', ''].map((signer) => extras({ signer }).signer)).toEqual(['parent', 'student', 'conservator', 'parent']);
    expect(['signed', 'refused'].map((outcome) => extras({ signer: 'conservator' }, { adultStudentSignature: { outcome } }).signer)).toEqual(['student', 'conservator']);
  });

  it('takes a meeting for continued when the notes or the last session say so', () => {
    const outcomes = (notes: string, session: string): string => {
      const doc = sampleDocument();
      const sessions = (doc.meeting['sessions'] as readonly JsonObject[]).map((row) => ({ ...row, outcome: session }));
      return stateRecord({ ...doc, meeting: { ...doc.meeting, sessions }, pages: { ...doc.pages, structuredNotes: { ...(doc.pages.structuredNotes as JsonObject), outcome: notes } } } as unknown as IepDocument).toBeContinued;
    };
    expect([outcomes('toBeContinued', 'completed'), outcomes('completed', 'toBeContinued'), outcomes('completed', 'completed')]).toEqual(['Y', 'Y', 'N']);
  });

  it('knows when a copy taken home was promised back', () => {
    const doc = { ...sampleDocument(), consentStatus: 'awaiting', parentCopy: { position: 3, tookHomeOn: '2026-10-14', returnBy: '2026-10-21' } } as unknown as IepDocument;
    expect(stateRecord(doc).signatureDueDate).toBe('2026-10-21');
    expect(stateCheck(doc, '2026-10-21').map((issue) => issue.id)).toEqual([]);
    expect(stateCheck(doc, '2026-10-22').map((issue) => issue.id)).toEqual(['CAS-064', 'CAS-065']);
  });
});

describe('a finding of the state check', () => {
  it('names the page and the place to correct first', () => {
    const [issue] = stateCheck(changed('fapeSetting', { percentRegular: null }), AS_OF);
    expect(issue).toMatchObject({ id: 'CAS-050', severity: 'error', page: 'fapeSetting' });
    expect(issue?.at[0]).toBe('pages/fapeSetting/percentRegular');
  });

  it('leads to the line of a service, whatever stands above it', () => {
    const services = valueAt(sampleDocument(), 'pages/fapeServices/services') as readonly JsonObject[];
    const issues = stateCheck(changed('fapeServices', { services: services.map((row, index) => (index === 3 ? { ...row, minutes: null } : row)) }), AS_OF);
    expect(issues.map((issue) => [issue.id, issue.page, issue.at])).toEqual([['CAS-082', 'fapeServices', [`pages/fapeServices/services/@${String(services[3]?.['$row'])}/minutes`]]]);
  });
});
