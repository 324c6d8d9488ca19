/** Promise: what is known of one signature line. The line itself is ink on paper; this only says what is there (decisions.md 22). */
import type { FieldDef } from './definition.ts';
import { SIGNATURE_OUTCOMES, SIGNATURE_SOURCES, choice, date, text } from './pages/make.ts';

const MAY = { req: 'O', pre: 'M' } as const;

export const SIGNATURE_FIELDS: readonly FieldDef[] = [
  text('printedName', 'Name', 'Nombre', MAY),
  text('relation', 'Relation', 'Parentesco', MAY),
  text('role', 'Role', 'Función', MAY),
  choice('outcome', 'Signature', 'Firma', SIGNATURE_OUTCOMES, { ...MAY, req: 'R' }),
  date('signedOn', 'Date', 'Fecha', MAY),
  choice('source', 'Signed', 'Cómo se firmó', SIGNATURE_SOURCES, MAY),
];
