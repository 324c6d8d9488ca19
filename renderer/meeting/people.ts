/** The parents of this student as the record has them. */
import { valueAt } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import type { JsonObject } from '../../shared/iep/json.ts';
import { wordsOf } from '../form/values.ts';

export interface ParentLine {
  readonly name: string;
  readonly relation: string;
}

export function parentsOf(document: IepDocument): readonly ParentLine[] {
  const parents = valueAt(document, 'pages/infoEligibility/parents');
  if (!Array.isArray(parents)) return [];
  return (parents as readonly JsonObject[]).map((parent) => ({ name: wordsOf(parent['name']), relation: wordsOf(parent['relation']) }));
}
