import { describe, expect, it } from 'vitest';
import { ROW_ID, isRow, valueAt } from '../../../shared/iep/address.ts';
import { canonicalJson } from '../../../shared/iep/canonical.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { withRowIds, withoutRowIds } from '../../../shared/iep/ids.ts';
import type { Json, JsonObject } from '../../../shared/iep/json.ts';
import { sampleDocument, sampleFile } from './sample.ts';

/** Every object standing in a list, anywhere in a value. */
function rowsIn(value: Json, inList = false): readonly JsonObject[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((item) => rowsIn(item, true));
  if (typeof value !== 'object' || value === null) return [];
  const object = value as JsonObject;
  return [...(inList ? [object] : []), ...Object.values(object).flatMap((member) => rowsIn(member))];
}

describe('row ids', () => {
  it('are in every object of every list, and no two are the same', () => {
    const rows = rowsIn(sampleDocument());
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.every((row) => isRow(row))).toBe(true);
    expect(new Set(rows.map((row) => row[ROW_ID])).size).toBe(rows.length);
  });

  it('are the same when the same file is read again', () => {
    expect(canonicalJson(sampleDocument())).toBe(canonicalJson(sampleDocument()));
    expect(canonicalJson(withRowIds(sampleDocument()))).toBe(canonicalJson(sampleDocument()));
  });

  it('stay with their row when another one is put before it, and the new row gets one of its own', () => {
    const document = sampleDocument();
    const goals = valueAt(document, 'pages/goals/items') as readonly JsonObject[];
    const longer = { ...document, pages: { ...document.pages, goals: { items: [{ annualGoal: 'new' }, ...goals] } } } as IepDocument;
    const after = valueAt(withRowIds(longer), 'pages/goals/items') as readonly JsonObject[];
    expect(after.slice(1).map((row) => row[ROW_ID])).toEqual(goals.map((row) => row[ROW_ID]));
    expect(goals.map((row) => row[ROW_ID])).not.toContain(after[0]?.[ROW_ID]);
  });

  it('are never given to a new row while another row of the document has them', () => {
    const document = sampleDocument();
    const staffed = { ...document, staff: [{ id: 'st0', name: 'New' }, ...document.staff] } as unknown as IepDocument;
    const ids = (of: IepDocument) => rowsIn(of).map((row) => row[ROW_ID]);
    expect(new Set(ids(withRowIds(staffed)))).toEqual(new Set([...ids(document), `r${ids(document).length + 1}`]));
    expect((valueAt(withRowIds(staffed), 'staff') as readonly JsonObject[])[1]).toEqual(document.staff[0]);
  });

  it('that a file brings twice, or in a form no address can hold, are replaced', () => {
    const file = sampleFile() as unknown as { pages: { goals: { items: Record<string, Json>[] } } };
    for (const [i, id] of ['same', 'same', 'a/b', 7].entries()) (file.pages.goals.items[i] as Record<string, Json>)[ROW_ID] = id;
    const ids = rowsIn(withRowIds(file as unknown as IepDocument)).map((row) => row[ROW_ID]);
    expect(ids.filter((id) => id === 'same')).toHaveLength(1);
    expect(ids).not.toContain('a/b');
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('never leave: the exchange form has neither row ids nor the working notes of a draft', () => {
    const out = withoutRowIds({ ...sampleDocument(), work: { prepared: [] } } as unknown as IepDocument);
    expect(canonicalJson(out)).not.toContain(ROW_ID);
    expect(Object.keys(out)).not.toContain('work');
  });
});

describe('canonical JSON', () => {
  it('sorts keys, drops members that are not there and keeps the order of lists', () => {
    expect(canonicalJson({ b: [2, 1, null], a: { d: 'x', c: undefined as unknown as Json } })).toBe('{"a":{"d":"x"},"b":[2,1,null]}');
  });

  it('refuses what JSON would silently change', () => {
    expect(() => canonicalJson({ a: Number.POSITIVE_INFINITY })).toThrow('not finite');
    expect(() => canonicalJson([undefined as unknown as Json])).toThrow('type undefined');
  });
});
