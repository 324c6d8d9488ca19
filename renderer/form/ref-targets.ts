/** Promise: what a field of this document can point to, each with its words. */
import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { codeLabel } from '../../shared/iep/codes.ts';
import type { FieldType } from '../../shared/iep/definition.ts';
import type { JsonObject } from '../../shared/iep/json.ts';
import { parentOf, ROW_ID, valueAt, type Address } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { everyField } from '../../shared/iep/fields.ts';
import { pageIdOf, pageKeysOf, pageRoot } from '../../shared/iep/page-keys.ts';
import { isPageId, pageDef } from '../../shared/iep/pages.ts';
import { placeWords } from '../../shared/iep/place-words.ts';
import { useRestedStore } from '../workbench/rest.ts';
import { listOf, rowAddress, rowsAt } from './values.ts';

/** Rows and fields of the page a line speaks of, and the place it names now. */
function placesOf(document: IepDocument, pageId: string, present: string): readonly { readonly value: string; readonly label: string }[] {
  const key = pageKeysOf(document).find((known) => pageIdOf(known) === pageId);
  const fields = key === undefined ? [] : everyField(document, key).filter((field) => field.shown && !field.at.slice(pageRoot(key).length).includes('@'));
  const places = fields.flatMap((field) => [field.at, ...(field.def.type.kind === 'rows' ? rowsAt(field.value).map((row) => rowAddress(field.at, row[ROW_ID])) : [])]);
  return [...new Set([...(present === '' ? [] : [present]), ...places])].map((value) => ({ value, label: placeWords(document, value) }));
}

type RefTo = Extract<FieldType, { readonly kind: 'ref' }>['to'];

interface Target {
  readonly value: string;
  readonly label: string;
}

/** The parts of a document the targets are made of. While these are the same, so are the targets: a key in another part draws no list again. */
function partsBehind(document: IepDocument, to: RefTo, at: Address): readonly unknown[] {
  switch (to) {
    case 'staff':
      return [document.staff];
    case 'service':
      return ['pages/fapeServices/services', 'pages/fapeServices/esyServices'].map((list) => valueAt(document, list));
    case 'areaOfNeed':
      return [valueAt(document, 'pages/presentLevels/areasOfNeed')];
    case 'basis':
      return [valueAt(document, 'pages/structuredNotes/basis')];
    case 'action':
      return [valueAt(document, 'pages/structuredNotes/actions')];
    case 'page':
      return pageKeysOf(document);
    case 'place': {
      const page = asText(valueAt(document, `${parentOf(at)}/pageId`));
      return [isPageId(page) ? valueAt(document, pageDef(page).root) : undefined, valueAt(document, at)];
    }
    case 'goalNumber':
      return [valueAt(document, 'pages/goals/items')];
  }
}

function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function targetsIn(document: IepDocument, to: RefTo, at: Address): readonly Target[] {
  const rows = (list: string): readonly JsonObject[] => {
    const value = valueAt(document, list);
    return Array.isArray(value) ? (value as readonly JsonObject[]) : [];
  };
  switch (to) {
    case 'staff':
      return document.staff.map((person) => ({ value: person.id, label: `${person.name}, ${person.title}` }));
    case 'service':
      return [...rows('pages/fapeServices/services'), ...rows('pages/fapeServices/esyServices')].map((row) => ({ value: asText(row['id']), label: `${asText(row['code'])} ${codeLabel('service', asText(row['code']))}, ${asText(row['minutes'])} min` }));
    case 'areaOfNeed':
      return listOf(valueAt(document, 'pages/presentLevels/areasOfNeed')).map((area) => ({ value: area, label: area }));
    case 'basis':
      return rows('pages/structuredNotes/basis').map((row) => ({ value: asText(row['id']), label: asText(row['title']) }));
    case 'action':
      return rows('pages/structuredNotes/actions').map((row) => ({ value: asText(row['id']), label: asText(row['description']) }));
    case 'page':
      return [...new Set(pageKeysOf(document).map(pageIdOf))].map((id) => ({ value: id, label: pageDef(id).short.en }));
    case 'place':
      return placesOf(document, asText(valueAt(document, `${parentOf(at)}/pageId`)), asText(valueAt(document, at)));
    case 'goalNumber':
      return rows('pages/goals/items').map((row) => ({ value: asText(row['goalNumber']), label: `Goal ${asText(row['goalNumber'])}` }));
  }
}

const NOWHERE: readonly unknown[] = [];

/** Things of this document another field points to, with their words. */
export function useTargets(to: RefTo, at: Address): readonly Target[] {
  const parts = useRestedStore(useShallow(({ document }) => (document === null ? NOWHERE : partsBehind(document, to, at))));
  return useMemo(() => {
    const { document } = useRestedStore.getState();
    return document === null ? [] : targetsIn(document, to, at);
    // The parts stand for the document they were taken from.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [parts, to, at]);
}
