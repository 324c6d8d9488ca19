import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textEdit } from '../../../shared/journal/text.ts';
import { wordDiff } from '../../../shared/journal/words.ts';
import { RUNS } from './documents.ts';

const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.string({ unit: fc.constantFrom('a', 'b', ' ', '😀', '😁', '👩‍👧'), maxLength: 12 }));

describe('The smallest splice between two texts', () => {
  it('turns the one into the other', () => {
    fc.assert(fc.property(text, text, (was, now) => {
      const edit = textEdit('pages/x/y', was, now);
      if (edit.op !== 'splice') throw new Error('Not a splice.');
      expect(was.slice(edit.index, edit.index + edit.removed.length)).toBe(edit.removed);
      expect(was.slice(0, edit.index) + edit.inserted + was.slice(edit.index + edit.removed.length)).toBe(now);
    }), RUNS);
  });

  it('holds only what changed', () => {
    expect(textEdit('a', 'He reads well.', 'He reads very well.')).toEqual({ op: 'splice', at: 'a', index: 9, removed: '', inserted: 'very ' });
    expect(textEdit('a', 'aaa', 'aa')).toEqual({ op: 'splice', at: 'a', index: 2, removed: 'a', inserted: '' });
  });

  it('never cuts a character in two', () => {
    expect(textEdit('a', 'x😀y', 'x😁y')).toEqual({ op: 'splice', at: 'a', index: 1, removed: '😀', inserted: '😁' });
    fc.assert(fc.property(text, text, (was, now) => {
      const edit = textEdit('a', was, now);
      if (edit.op !== 'splice') throw new Error('Not a splice.');
      for (const part of [edit.removed, edit.inserted]) expect(part).not.toMatch(/\p{Surrogate}/u);
    }), RUNS);
  });
});

describe('Words before and after', () => {
  it('read together give both texts', () => {
    fc.assert(fc.property(text, text, (before, after) => {
      const changes = wordDiff(before, after);
      expect(changes.filter(({ kind }) => kind !== 'added').map(({ text: part }) => part).join('')).toBe(before);
      expect(changes.filter(({ kind }) => kind !== 'removed').map(({ text: part }) => part).join('')).toBe(after);
    }), RUNS);
  });

  it('name the struck and the added word', () => {
    expect(wordDiff('reads 24 correctly', 'reads 20 correctly')).toEqual([{ kind: 'same', text: 'reads ' }, { kind: 'removed', text: '24' }, { kind: 'added', text: '20' }, { kind: 'same', text: ' correctly' }]);
  });

  it('of two long texts that have nothing in common are shown whole', () => {
    const before = Array.from({ length: 3000 }, (_, n) => `a${n}`).join(' ');
    const after = Array.from({ length: 3000 }, (_, n) => `b${n}`).join('\n');
    expect(wordDiff(before, after)).toEqual([{ kind: 'removed', text: before }, { kind: 'added', text: after }]);
    expect(wordDiff('', '')).toEqual([]);
  });
});
