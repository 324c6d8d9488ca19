/** What every control of a form field is given. */
import type { Address } from '../../shared/iep/address.ts';
import type { ReactNode } from 'react';
import type { FieldDef, FieldType } from '../../shared/iep/definition.ts';

/** How a control that holds other fields draws them; handed down, so that no control imports the field it stands in. */
export interface Draw {
  readonly field: (at: Address, def: FieldDef) => ReactNode;
  readonly control: (props: Omit<AnyControl, 'draw'>) => ReactNode;
}

/** Any field, before its type is looked at. */
export interface AnyControl {
  readonly at: Address;
  readonly def: FieldDef;
  /** Id of the control, named by its label. */
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly draw: Draw;
}

/** A field whose type is known. */
export interface ControlProps<K extends FieldType['kind']> {
  readonly at: Address;
  readonly def: FieldDef & { readonly type: Extract<FieldType, { readonly kind: K }> };
  /** Id of the control, named by its label. */
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly draw: Draw;
}
