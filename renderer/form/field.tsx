/** One field of a form: its label, what is known about it (reported to the state, from last year, a gap), and its control. */
import { useId } from 'react';
import { parentOf, type Address } from '../../shared/iep/address.ts';
import type { Severity } from '../../shared/check/issue.ts';
import type { FieldDef } from '../../shared/iep/definition.ts';
import { holds } from '../../shared/iep/conditions.ts';
import { looksElsewhere } from '../../shared/iep/condition-places.ts';
import { useInDocument } from '../workbench/document-store.ts';
import { Control } from './control.tsx';
import type { Draw } from './control-props.ts';
import { leftField, useIssuesAt } from './issues.ts';
import { CarriedMark, DiscussedMark, PreparedMark, useCarried } from './place-marks.tsx';
import { RADIO_LIMIT, isShortList } from './short-list.ts';
import { ReportedMark } from './reported-mark.tsx';
import { SpellTools } from './spell-tools.tsx';
import { StemOffer } from './stem-offer.tsx';
import { Yours } from './yours.tsx';
import styles from './field.module.css';

/** Columns of twelve a field takes when its definition does not say. */
function spanOf(def: FieldDef): number {
  if (def.span !== undefined) return def.span;
  switch (def.type.kind) {
    case 'date':
    case 'time':
    case 'int':
    case 'percent':
      return 4;
    case 'yn':
    case 'bool':
    case 'text':
    case 'code':
    case 'ref':
    case 'derived':
      return 6;
    case 'statement':
    case 'choice':
    case 'choices':
    case 'codes':
    case 'textList':
    case 'rows':
    case 'group':
    case 'signature':
      return 12;
  }
}

/** True when the control has parts of its own and the label names a group, not one control. */
function isGroup(def: FieldDef): boolean {
  return ['yn', 'choices', 'group', 'rows', 'signature', 'textList', 'codes'].includes(def.type.kind) || (def.type.kind === 'choice' && def.type.choices.length <= RADIO_LIMIT) || (def.type.kind === 'code' && isShortList(def.type.table)) || (def.type.kind === 'ref' && def.type.many === true);
}

function useShownHere(def: FieldDef, at: Address): boolean {
  const { hideUnless } = def;
  return useInDocument(hideUnless === undefined ? [] : [parentOf(at), ...looksElsewhere(hideUnless)], (document) => hideUnless === undefined || holds(hideUnless, document, parentOf(at)), true);
}

/** Rows and groups draw their own fields with the same two. */
const DRAW: Draw = {
  field: (at, def) => <Field key={at} at={at} def={def} />,
  control: (props) => <Control {...props} draw={DRAW} />,
};

/** The signs of the list of everything open. */
const MARKS: Readonly<Record<Severity, string>> = { error: '■', warning: '▲', gap: '□', hint: '○' };
const LOOKS = { error: styles.error, warning: styles.gap, gap: styles.gap, hint: styles.hint } as const;

export function Field({ at, def }: { readonly at: Address; readonly def: FieldDef }) {
  const id = useId();
  const shown = useShownHere(def, at);
  const carried = useCarried(at);
  const issues = useIssuesAt(at);
  // The words of a code are shown by the code's own control.
  if (!shown || (def.type.kind === 'derived' && def.id.endsWith('Name'))) return null;
  const notes = `${id}-notes`;
  const described = def.hint !== undefined || issues.length > 0 ? notes : undefined;
  const group = isGroup(def);
  const label = (
    <>
      {def.label.en}
      {def.reported ? <ReportedMark /> : null}
      <PreparedMark at={at} />
      <DiscussedMark at={at} />
    </>
  );
  return (
    <div className={styles.field} style={{ gridColumn: `span ${spanOf(def)}` }} data-field={def.id} data-field-at={at} data-carried={carried} onBlur={def.type.kind === 'statement' ? () => leftField(at) : undefined}>
      {def.type.kind === 'bool' ? null : group ? (
        <span id={`${id}-label`} className={styles.label}>
          {label}
        </span>
      ) : (
        <label id={`${id}-label`} htmlFor={id} className={styles.label}>
          {label}
        </label>
      )}
      <CarriedMark at={at} label={def.label.en} />
      <Yours at={at}>
        <Control at={at} def={def} id={id} describedBy={described} draw={DRAW} />
        {def.type.kind === 'statement' ? <StemOffer at={at} /> : null}
      </Yours>
      {described === undefined ? null : (
        <div id={notes} className={styles.notes}>
          {def.hint === undefined ? null : <p>{def.hint.en}</p>}
          {issues.map((issue) => (
            <p key={issue.id} className={LOOKS[issue.severity]} data-issue={issue.id}>
              <span aria-hidden="true">{MARKS[issue.severity]} </span>
              {issue.message}
            </p>
          ))}
          {issues.some((issue) => issue.id === 'HINT-SPELL') ? <SpellTools at={at} label={def.label.en} /> : null}
        </div>
      )}
    </div>
  );
}
