import { describe, expect, it } from 'vitest';
import { overlaps, weeklyMinutes } from '../../../shared/check/overlap.ts';
import type { ServiceLine } from '../../../shared/check/record.ts';
import { SAI } from './students.ts';

describe('two lines of one service', () => {
  it.each<readonly [what: string, a: Partial<ServiceLine>, b: Partial<ServiceLine>, meet: boolean]>([
    ['of the same days', {}, {}, true],
    ['that share one day', { endDate: '2026-06-05' }, { startDate: '2026-06-05' }, true],
    ['one after the other', { endDate: '2026-06-05' }, { startDate: '2026-06-06' }, false],
    ['of two services', {}, { code: '415' }, false],
    ['of the year and of the extended year', {}, { esy: true }, false],
    ['nobody has chosen a service for', { code: '' }, { code: '' }, false],
    ['of which one has no start', { startDate: '' }, {}, false],
    ['of which one has no end', {}, { endDate: '' }, false],
    ['of which one ends before it begins', { startDate: '2026-09-01', endDate: '2026-08-01' }, {}, false],
  ])('%s', (_what, a, b, meet) => {
    expect([overlaps({ ...SAI, ...a }, { ...SAI, ...b }), overlaps({ ...SAI, ...b }, { ...SAI, ...a })]).toEqual([meet, meet]);
  });

  it('are compared by their minutes a week; minutes that are no number, or of no frequency, weigh nothing', () => {
    expect([weeklyMinutes(SAI), weeklyMinutes({ ...SAI, frequency: '10' }), weeklyMinutes({ ...SAI, frequency: '' }), weeklyMinutes({ ...SAI, minutes: 'many' }), weeklyMinutes({ ...SAI, minutes: '' })]).toEqual([225, 1125, 0, 0, 0]);
  });
});
