import { describe, expect, it } from 'vitest';
import { speakerWords } from '../../../shared/iep/speaker-words.ts';
import { sampleDocument } from './sample.ts';

describe('who speaks', () => {
  it('has Spanish words for parents by relation, for the student and for every title of the sample', () => {
    expect(speakerWords('Parent')).toEqual({ en: 'Parent', es: 'Padre, madre o tutor(a)' });
    expect(speakerWords('Parent (mother)')).toEqual({ en: 'Parent (mother)', es: 'Padre, madre o tutor(a) (madre)' });
    const titles = sampleDocument().staff.map(({ title }) => (title.split(',')[0] ?? '').trim());
    expect(titles.length).toBeGreaterThanOrEqual(7);
    for (const role of ['Student', 'Interpreter', ...titles]) expect(speakerWords(role).es, role).not.toBe('');
  });

  it('stands as the district wrote it where it has no words here, also when only a part has', () => {
    for (const role of ['Program Navigator II', 'Parent (cousin)', 'Program (resource)', '']) expect(speakerWords(role)).toEqual({ en: role, es: '' });
  });
});
