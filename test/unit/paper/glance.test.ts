import { describe, expect, test } from 'vitest';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { textsOf } from '../../../shared/paper/node.ts';
import { paperOf } from '../../../shared/paper/plan.ts';
import { factsOf, NO_WORK, sampleDocument, withPage } from './sample.ts';

const sample = sampleDocument();
const glance = (document: IepDocument, language: 'en' | 'es' | 'both' = 'en') => paperOf(factsOf(document, { kind: 'glance', language }));
const words = (document: IepDocument, language: 'en' | 'es' | 'both' = 'en'): string => glance(document, language).definition.sections.flatMap((section) => section.content.flatMap(textsOf)).map((text) => text.text).join('\n');

describe('the IEP at a glance', () => {
  test('says what each lesson needs, in the words of the IEP, and that it is not the IEP', () => {
    const plan = glance(sample);
    expect(plan.definition.sections.map((section) => [section.title, section.draft])).toEqual([['IEP at a Glance', false]]);
    expect(plan.definition.frame.label).toBe('SUMMARY, NOT THE IEP');
    for (const part of ['Specific learning disability (290)', 'Nolan will divide and read unfamiliar multisyllabic words', 'Homework limited to 40 minutes', 'Occupational therapy (450)', '84 %']) expect(words(sample)).toContain(part);
    expect(words(sample, 'es')).toContain('Meta anual medible');
  });

  test('has no goal the team let go of, and speaks of behavior where it stands in the way', () => {
    const goals = (sample.pages.goals as unknown as { readonly items: readonly { readonly $row: string }[] }).items;
    const dropped = { ...sample, work: { ...NO_WORK, goals: { [goals[0]?.$row ?? '']: { state: 'dropped', by: 'Parent', reason: 'met' } } } } as unknown as IepDocument;
    expect(words(dropped)).not.toContain('Nolan will divide and read unfamiliar multisyllabic words');
    expect(words(sample)).not.toContain('avoid reading aloud');
    const impeded = { ...sample, pages: { ...sample.pages, specialFactors: { ...(sample.pages.specialFactors as object), behaviorImpedes: 'Y' } } } as unknown as IepDocument;
    expect(words(impeded)).toContain('avoid reading aloud');
  });

  test('is a draft while one of its pages is', () => {
    const draft = { ...withPage(sample, 'goals', { pageState: 'draft' }), work: { ...NO_WORK, prepared: ['goals'] } } as unknown as IepDocument;
    expect(glance(draft).definition.sections[0]?.draft).toBe(true);
  });
});
