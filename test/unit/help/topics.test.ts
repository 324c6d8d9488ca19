import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fieldIdIn, HELP_TOPICS, topicsFor } from '../../../shared/help/topics.ts';
import { PAGES } from '../../../shared/iep/pages.ts';

const PASSAGES = readFileSync(join(import.meta.dirname, '../../fixtures/handbook-passages.md'), 'utf8').split('\n').filter((line) => line.startsWith('- ')).map((line) => line.slice(2));

describe('Guidance', () => {
  it('answers every passage and question of the handbook', () => {
    expect(PASSAGES.length).toBeGreaterThanOrEqual(22);
    const sources = new Set(HELP_TOPICS.map((topic) => topic.source));
    expect(PASSAGES.filter((passage) => !sources.has(passage))).toEqual([]);
    for (const source of sources) if (/^(guidance|question|glossary)/u.test(source)) expect(PASSAGES).toContain(source);
  });

  it('is shown at places the form has, and on every page', () => {
    const fields = new Set(PAGES.flatMap((page) => [page.id, ...page.sections.flatMap((section) => section.fields.map((field) => `${page.id}/${field.id}`))]));
    const places = HELP_TOPICS.flatMap((topic) => topic.at);
    expect(places.length).toBeGreaterThan(60);
    expect(places.filter((place) => !fields.has(place))).toEqual([]);
    expect(PAGES.filter((page) => topicsFor(page.id, null).length === 0).map((page) => page.id)).toEqual([]);
  });

  it('is short enough to be read with a parent watching', () => {
    for (const { id, title, answer } of HELP_TOPICS) {
      expect(title.length, id).toBeLessThan(80);
      for (const paragraph of answer) expect(paragraph.split(/\s+/u).length, `${id}: ${paragraph}`).toBeLessThanOrEqual(60);
    }
    expect(new Set(HELP_TOPICS.map((topic) => topic.id)).size).toBe(HELP_TOPICS.length);
  });

  it('puts what names the field before what names its page, each once', () => {
    const topics = topicsFor('fapeServices', 'services').map((topic) => topic.id);
    expect(topics.slice(0, 3)).toEqual(['duplicate-services', 'no-agreement', 'red-fields']);
    expect(topics).toContain('no-blanks');
    expect(new Set(topics).size).toBe(topics.length);
  });

  it('knows the field of an address through rows and pages that repeat', () => {
    expect(fieldIdIn('pages/fapeServices', 'pages/fapeServices/services/@r1/minutes')).toBe('services');
    expect(fieldIdIn('pages/consent', 'pages/consent/@c1/consentChoice')).toBe('consentChoice');
    expect(fieldIdIn('pages/goals', 'pages/goals')).toBeNull();
    expect(fieldIdIn('pages/goals', 'pages/consent/@c1/consentChoice')).toBeNull();
  });
});
