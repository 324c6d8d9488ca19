/** Promise: a stored value in the words of the form, for lists people read beside the pages: codes by their label, people by name, rows by their cells. */
import { ROW_ID } from './address.ts';
import { codeLabel } from './codes.ts';
import type { FieldDef } from './definition.ts';
import type { IepDocument } from './document.ts';
import { innerFields } from './fields.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { label } from './labels.ts';
import { staffWords } from './staff.ts';
import { formatDate, isDate } from '../time/dates.ts';

type Language = 'en' | 'es';

const YES: Readonly<Record<Language, string>> = { en: 'Yes', es: 'Sí' };

/** Each filled cell after its name: "Minutes: 45; Frequency: Weekly (20)". */
function cells(document: IepDocument, fields: readonly FieldDef[], holder: JsonObject, language: Language): string {
  const known = new Map(fields.map((def) => [def.id, def]));
  return Object.entries(holder)
    .filter(([id]) => id !== ROW_ID)
    .map(([id, value]) => {
      const def = known.get(id);
      const words = def === undefined ? plain(value) : valueWords(document, def, value, language);
      return words === '' ? '' : `${def === undefined ? id : label(def.label, language)}: ${words}`;
    })
    .filter((words) => words !== '')
    .join('; ');
}

function plain(value: Json | undefined): string {
  if (value === undefined || value === null || value === false) return '';
  if (Array.isArray(value)) return (value as readonly Json[]).map(plain).filter((part) => part !== '').join('; ');
  if (isObject(value)) return Object.entries(value).filter(([id]) => id !== ROW_ID).map(([, part]) => plain(part)).filter((part) => part !== '').join('; ');
  return `${value as string | number | true}`;
}

/** One text: '' for what is blank. A value its field does not know reads as it stands, so that nothing is hidden. */
export function valueWords(document: IepDocument, def: FieldDef, value: Json | undefined, language: Language): string {
  if (value === undefined || value === null || value === '') return '';
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => valueWords(document, def, item, language)).filter((words) => words !== '').join(def.type.kind === 'rows' ? ' / ' : ', ');
  if (isObject(value)) return cells(document, innerFields(def), value, language);
  const stored = `${value as string | number | boolean}`;
  const { type } = def;
  switch (type.kind) {
    case 'code':
    case 'codes':
      return codeLabel(type.table, stored) === stored ? stored : `${codeLabel(type.table, stored, language)} (${stored})`;
    case 'choice':
    case 'choices': {
      const chosen = type.choices.find((one) => one.value === value);
      return chosen === undefined ? stored : label(chosen.label, language);
    }
    case 'yn':
      return value === 'Y' ? YES[language] : value === 'N' ? 'No' : stored;
    case 'bool':
      return value === true ? YES[language] : 'No';
    case 'date':
      return isDate(stored) ? formatDate(stored, language) : stored;
    case 'ref':
      return type.to === 'staff' ? staffWords(document, stored) : stored;
    default:
      return stored;
  }
}
