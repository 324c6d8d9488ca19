import { describe, expect, it } from 'vitest';
import { isPlaceholder } from '../../../shared/check/placeholder.ts';
import type { FieldDef } from '../../../shared/iep/definition.ts';
import { fieldsOf, innerFields } from '../../../shared/iep/fields.ts';
import { PAGES } from '../../../shared/iep/pages.ts';
import { OPEN_PLACE, stemFor } from '../../../shared/iep/stems.ts';

function statementsIn(def: FieldDef): readonly FieldDef[] {
  return def.type.kind === 'statement' ? [def] : innerFields(def).flatMap(statementsIn);
}
const STATEMENTS = PAGES.flatMap((page) => fieldsOf(page).flatMap(statementsIn));
const named = (id: string): FieldDef => STATEMENTS.find((def) => def.id === id) ?? (() => { throw new Error(`No statement "${id}".`); })();

describe('a sentence to start from', () => {
  it('is offered by every statement of the form, in English and Spanish', () => {
    expect(STATEMENTS.length).toBeGreaterThanOrEqual(60);
    for (const def of STATEMENTS) {
      const [en, es] = [stemFor(def, 'en'), stemFor(def, 'es')];
      expect(en.length, def.id).toBeGreaterThan(15);
      expect(es.length, def.id).toBeGreaterThan(15);
      expect(es, def.id).not.toBe(en);
    }
  });

  it('is the field’s own before its family’s', () => {
    expect(stemFor(named('annualGoal'), 'en')).toBe('By …, when given …, the student will … in … of … trials as measured by …');
    expect(stemFor(named('optionsConsidered'), 'en')).toBe('The team considered … and decided … because …');
    expect(stemFor(named('optionsConsidered'), 'es')).toBe('El equipo consideró … y decidió … porque …');
    expect(stemFor(named('agreements'), 'en')).toBe('The team talked about … and agreed that …');
  });

  it('is written in both languages wherever a field has its own', () => {
    const own = STATEMENTS.filter((def) => def.stem !== undefined);
    expect(own.length).toBeGreaterThanOrEqual(17);
    for (const def of own) {
      expect(stemFor(def, 'es'), def.id).toBe(def.stem?.es);
      // As many places to fill in as the English has.
      expect(stemFor(def, 'es').split(OPEN_PLACE).length, def.id).toBe(stemFor(def, 'en').split(OPEN_PLACE).length);
    }
  });

  it('says nothing until somebody goes on with it', () => {
    const open = STATEMENTS.flatMap((def) => [stemFor(def, 'en'), stemFor(def, 'es')]).filter((stem) => stem.includes(OPEN_PLACE));
    expect(open.length).toBeGreaterThanOrEqual(100);
    for (const stem of open) {
      expect(isPlaceholder(` ${stem}\n`), stem).toBe(true);
      expect(isPlaceholder(stem.replaceAll(OPEN_PLACE, 'reading')), stem).toBe(false);
    }
  });

  it('is not offered by a field that holds no prose', () => expect(() => stemFor({ ...named('agreements'), type: { kind: 'date' } }, 'en')).toThrow('holds no statement'));
});
