/** The control of a field by its type; a new type without a control does not compile. */
import type { FieldType } from '../../shared/iep/definition.ts';
import { followsOrder } from '../../shared/journal/rows.ts';
import { BoolControl, ChoiceControl, ChoicesControl, YnControl } from './choice-controls.tsx';
import { CodeControl, CodesControl } from './code-controls.tsx';
import { RefControl } from './ref-control.tsx';
import type { AnyControl, ControlProps } from './control-props.ts';
import { GroupControl, SignatureControl, TextListControl } from './list-controls.tsx';
import { Rows } from './rows.tsx';
import { DateControl, IntControl, PercentControl, StatementControl, TextControl, TimeControl } from './text-controls.tsx';
import { useValue } from './values.ts';

/** Narrows the props to the control's own type; the switch below has just looked at the kind. */
function as<K extends FieldType['kind']>(props: AnyControl): ControlProps<K> {
  return props as unknown as ControlProps<K>;
}

function Derived({ at, id, def }: AnyControl) {
  const value = useValue(at);
  return (
    <output id={id} data-at={at}>
      {value === true ? 'Yes' : value === false ? 'No' : typeof value === 'string' || typeof value === 'number' ? String(value) : (def.says?.en ?? 'Worked out by IEP Desk')}
    </output>
  );
}

export function Control(props: AnyControl) {
  switch (props.def.type.kind) {
    case 'text':
      return <TextControl {...as<'text'>(props)} />;
    case 'statement':
      return <StatementControl {...as<'statement'>(props)} />;
    case 'yn':
      return <YnControl {...as<'yn'>(props)} />;
    case 'bool':
      return <BoolControl {...as<'bool'>(props)} />;
    case 'choice':
      return <ChoiceControl {...as<'choice'>(props)} />;
    case 'choices':
      return <ChoicesControl {...as<'choices'>(props)} />;
    case 'code':
      return <CodeControl {...as<'code'>(props)} />;
    case 'codes':
      return <CodesControl {...as<'codes'>(props)} />;
    case 'date':
      return <DateControl {...as<'date'>(props)} />;
    case 'time':
      return <TimeControl {...as<'time'>(props)} />;
    case 'int':
      if (followsOrder(props.def)) return <Derived {...props} />;
      return <IntControl {...as<'int'>(props)} />;
    case 'percent':
      return <PercentControl {...as<'percent'>(props)} />;
    case 'textList':
      return <TextListControl {...as<'textList'>(props)} />;
    case 'rows':
      return <Rows {...as<'rows'>(props)} />;
    case 'group':
      return <GroupControl {...as<'group'>(props)} />;
    case 'signature':
      return <SignatureControl {...as<'signature'>(props)} />;
    case 'ref':
      return <RefControl {...as<'ref'>(props)} />;
    case 'derived':
      return <Derived {...props} />;
  }
}
