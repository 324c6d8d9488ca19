/** On a service line, from the moment it repeats another: that the state would refuse it, and the two repairs, each by one key from anywhere on the page. */
import { plannedLines } from '../../shared/check/planned-lines.ts';
import { mayWriteAt } from '../../shared/flow/may-edit.ts';
import { textAt } from '../../shared/flow/read.ts';
import { codeLabel } from '../../shared/iep/codes.ts';
import { combineRepair, dnrRepair, duplicateServices, type DuplicateGroup } from '../../shared/check/duplicates.ts';
import { isWithin, ROW_ID, type Row } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import type { Edit } from '../../shared/journal/edit.ts';
import { serviceAddresses } from '../../shared/check/record.ts';
import { caretAt, focusField } from '../meeting/show-field.ts';
import { Button } from '../ui/button.tsx';
import { useCommand } from '../ui/commands-store.ts';
import { useRestedStore } from '../workbench/rest.ts';
import { edit } from '../workbench/draft-edits.ts';
import { useDraftStore } from '../workbench/draft-store.ts';
import { useSession, whoIn } from '../workbench/session-state.ts';
import { showDate } from './dates.ts';
import styles from './row-tools.module.css';

const groups = new WeakMap<IepDocument, readonly DuplicateGroup[]>();

/** The duplicates of a document, found once for all its lines. */
function duplicatesOf(document: IepDocument): readonly DuplicateGroup[] {
  const known = groups.get(document) ?? duplicateServices(document);
  groups.set(document, known);
  return known;
}

function clashOf(document: IepDocument, row: Row): DuplicateGroup | undefined {
  return duplicatesOf(document).find((group) => group.rows.includes(row[ROW_ID]));
}

function currentDocument(): IepDocument | null {
  return useRestedStore.getState().document;
}

/** The duplicate the caret is in, else the first one. */
function clashAtCaret(document: IepDocument): DuplicateGroup | undefined {
  const found = duplicatesOf(document);
  const caret = caretAt();
  return found.find((group) => caret !== null && serviceAddresses(document).some((line) => isWithin(caret, line) && group.rows.includes(line.slice(line.lastIndexOf('@') + 1)))) ?? found[0];
}

/** Makes the edits of a repair and puts the caret on a line that is left of it. */
function repair(clash: DuplicateGroup, verb: string, edits: readonly Edit[]): void {
  edit(`${verb}: ${codeLabel('service', clash.code)}`, edits);
  requestAnimationFrame(() => {
    const document = currentDocument();
    const left = document === null ? undefined : serviceAddresses(document).find((line) => clash.rows.some((row) => line.endsWith(`/@${row}`)));
    if (left !== undefined) focusField(left);
  });
}

function combine(clash: DuplicateGroup | undefined): void {
  const document = currentDocument();
  const edits = document === null || clash === undefined ? null : combineRepair(document, clash.rows);
  if (clash !== undefined && edits !== null) repair(clash, 'Combine', edits);
}

function doNotReport(clash: DuplicateGroup | undefined): void {
  const document = currentDocument();
  if (document !== null && clash !== undefined) repair(clash, 'Do not report', dnrRepair(document, clash.rows));
}

function Refusal({ document, clash }: { readonly document: IepDocument; readonly clash: DuplicateGroup }) {
  useCommand('services.combine', () => {
    const now = currentDocument();
    if (now !== null) combine(clashAtCaret(now));
  });
  useCommand('services.doNotReport', () => {
    const now = currentDocument();
    if (now !== null) doNotReport(clashAtCaret(now));
  });
  const canCombine = combineRepair(document, clash.rows) !== null;
  return (
    <div className={styles.clash} role="status" data-duplicate={clash.code}>
      <span>
        ■ The state would refuse this: {codeLabel('service', clash.code)} is listed {clash.rows.length} times for days that overlap, and it takes one line.
        {canCombine ? null : ' The lines cannot become one, because minutes, frequency, dates or provider differ or are missing.'}
      </span>
      {canCombine ? (
        <Button small keys="F6" onPress={() => combine(clash)}>
          Combine the minutes in one line
        </Button>
      ) : null}
      <Button small keys="Shift+F6" onPress={() => doNotReport(clash)}>
        Keep the lines, tick DNR on all but the main one
      </Button>
    </div>
  );
}

export function ServiceTools({ row }: { readonly row: Row }) {
  // Only a line that repeats another draws again with every key.
  const document = useRestedStore((state) => (state.document !== null && clashOf(state.document, row) !== undefined ? state.document : null));
  const clash = document === null ? undefined : clashOf(document, row);
  const code = typeof row['code'] === 'string' ? row['code'] : '';
  if (row['dnr'] === true) return <span className={styles.state}>Not reported to the state (DNR); it prints like any other</span>;
  if (document === null || clash === undefined) return code === '' ? null : <span className={styles.state}>{codeLabel('service', code)}</span>;
  return <Refusal document={document} clash={clash} />;
}

/** Under the lines: they still begin on the planned day, and the meeting was held on another. One press moves those somebody has looked at; one undo brings them back. */
export function PlannedDay() {
  const planned = useDraftStore((state) => (state.draft === null ? '' : textAt(state.draft.base, 'meeting/meetingDate')));
  const who = whoIn(useSession((state) => state.status));
  const document = useRestedStore((state) => state.document);
  if (document === null || who === null) return null;
  const { lines, unseen, edits, to } = plannedLines(document, planned);
  const isTheirs = lines.every((line) => mayWriteAt(document, `${line}/startDate`, who).ok);
  if ((lines.length === 0 && unseen === 0) || !isTheirs) return null;
  const count = (many: number): string => `${many} ${many === 1 ? 'line' : 'lines'}`;
  return (
    <div className={styles.planned} role="status" data-planned-lines={lines.length}>
      <span>
        The meeting was planned for {showDate(planned)} and is that of {showDate(to)}; {count(lines.length + unseen)} still {lines.length + unseen === 1 ? 'stands' : 'stand'} at the planned day.
        {unseen === 0 ? null : ` ${count(unseen)} from last year ${unseen === 1 ? 'is' : 'are'} not looked at yet and ${unseen === 1 ? 'stays' : 'stay'} until then.`}
      </span>
      {lines.length === 0 ? null : (
        <Button small onPress={() => edit('Move services to the day of the meeting', edits)}>
          Move {count(lines.length)} to the meeting of {showDate(to)}
        </Button>
      )}
    </div>
  );
}
