import { describe, expect, it } from 'vitest';
import { checkRecord } from '../../../shared/check/run.ts';
import { AS_OF, BASE, STUDENTS, recordOf } from './students.ts';

describe('the state check', () => {
  it.each(STUDENTS.map((student) => [student.id, student] as const))('finds in %s exactly what the reference says', (_id, student) => {
    expect(checkRecord(recordOf(student), student.asOf ?? AS_OF).map((issue) => issue.id)).toEqual(student.expected);
  });

  it('is tried on all twenty students', () => {
    expect(STUDENTS).toHaveLength(20);
    expect(new Set(STUDENTS.flatMap((student) => student.expected)).size).toBeGreaterThanOrEqual(13);
  });

  it('never writes a name into a message', () => {
    const issues = STUDENTS.flatMap((student) => checkRecord({ ...recordOf(student), ssid: '1', grade: '', services: [] }, AS_OF).map((issue) => ({ issue, name: student.name })));
    expect(issues.length).toBeGreaterThan(40);
    for (const { issue, name } of issues) for (const part of name) expect(`${issue.message} ${issue.detail ?? ''}`).not.toContain(part);
  });

  it('leaves the record alone and answers the same twice', () => {
    const frozen = Object.freeze({ ...BASE, ssid: '', services: Object.freeze([...BASE.services]) });
    expect(checkRecord(frozen, AS_OF)).toEqual(checkRecord(frozen, AS_OF));
  });

  it('sorts by rule, then by service line', () => {
    const broken = { ...BASE, services: BASE.services.flatMap((line) => [{ ...line, minutes: 0, location: '' }, { ...line, minutes: '', code: '' }]) };
    const found = checkRecord(broken, AS_OF).map((issue) => `${issue.id} ${issue.fields[0]}`);
    expect(found).toEqual(['CAS-080 services[1].code', 'CAS-081 services[0].location', 'CAS-082 services[0].minutes', 'CAS-082 services[1].minutes']);
  });

  it('speaks of the meeting on an IEP only', () => {
    const late = { ...BASE, meetingType: '', purposes: [], parentFacilitated: '', priorAnnualDate: '' };
    expect(checkRecord(late, AS_OF).map((issue) => issue.id)).toEqual(['CAS-055', 'CAS-061', 'CAS-062']);
    expect(checkRecord({ ...late, kind: 'amendment' }, AS_OF).map((issue) => issue.id)).toEqual(['CAS-062']);
  });
});
