/**
 * The redline on paper: every difference between the copy the parent took home and the record, place by place, with what stood printed, what the
 * record says, and where the change came from: whose handwriting with whose initials, or which correction. Nothing is shortened.
 */
import type { Address } from '../iep/address.ts';
import { ROW_ID, segments, valueAt } from '../iep/address.ts';
import type { FieldDef } from '../iep/definition.ts';
import type { IepDocument } from '../iep/document.ts';
import { fieldAt, innerFields } from '../iep/fields.ts';
import { isObject, type Json } from '../iep/json.ts';
import { label } from '../iep/labels.ts';
import { pageIdOf } from '../iep/page-keys.ts';
import { pageDef } from '../iep/pages.ts';
import { placeWords } from '../iep/place-words.ts';
import { clean } from './clean.ts';
import type { PaperContext } from './context.ts';
import { isBlank, momentText, scalarText, shortText } from './context.ts';
import type { CopyDifference, CopyRedline } from './facts.ts';
import { labelText } from './field.ts';
import type { PaperNode, Table } from './node.ts';
import { innerWidth, leaf, room, RULE, stack } from './node.ts';
import { prose } from './prose.ts';
import { beginning, headed, wholeRows } from './room.ts';
import { word } from './words.ts';

/** Shares of the width: the place, what stood printed, what the record says, where the change came from. */
const SHARES = [3, 4, 4, 3] as const;

function holderOf(document: IepDocument, at: Address): Readonly<Record<string, Json>> {
  const holder = valueAt(document, segments(at).slice(0, -1).join('/'));
  return isObject(holder) ? holder : {};
}

/** What the form has no field for, by the names it has in the file. */
function furtherLines(context: PaperContext, value: Json): readonly string[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((item) => furtherLines(context, item));
  if (!isObject(value)) return isBlank(value) ? [] : [momentText(scalarText(value), context.language)];
  return Object.entries(value).filter(([name]) => name !== ROW_ID).flatMap(([name, part]) => furtherLines(context, part).map((line) => `${name}: ${line}`));
}

/** A value in lines, each member of a row or group by its label; no line when nothing was entered. */
function linesOf(context: PaperContext, def: FieldDef | undefined, value: Json | undefined, holder: Readonly<Record<string, Json>>): readonly string[] {
  if (value !== false && isBlank(value)) return [];
  if (def === undefined) return furtherLines(context, value ?? null);
  if (Array.isArray(value) && def.type.kind === 'rows') return (value as readonly Json[]).flatMap((row) => linesOf(context, def, row, holder));
  const members = innerFields(def);
  if (isObject(value) && members.length > 0) {
    const known = members.filter((member) => !isBlank(value[member.id])).flatMap((member) => linesOf(context, member, value[member.id], value).map((line) => `${labelText(context, member)}: ${line}`));
    return [...known, ...furtherLines(context, Object.fromEntries(Object.entries(value).filter(([name]) => !members.some((member) => member.id === name))))];
  }
  return [shortText(context, def, value, holder)];
}

function said(lines: readonly string[], context: PaperContext, width: number, at: Address): PaperNode {
  const text = lines.map((line) => clean(line)).join('\n');
  return text.trim() === '' ? leaf(word('nothing', context.language), 'small', at) : stack(prose(text, width, at));
}

/** Whose hand it was and who put initials beside it, or why we put it right; a difference nobody has accounted for says so. */
function originOf({ answered, said: ofGoal }: CopyDifference, { language }: PaperContext): readonly string[] {
  const goal = ofGoal === '' ? [] : [ofGoal];
  if (answered === null) return [...goal, word('notExplained', language)];
  if (answered.kind === 'correction') return [...goal, `${word('correction', language)}: ${answered.reason}`];
  const initials = answered.initials.length === 0 ? word('noInitials', language) : `${word('initials', language)}: ${answered.initials.join(', ')}`;
  return [...goal, `${word('handwritingOf', language)} ${answered.writtenBy}`, initials];
}

function rowOf(difference: CopyDifference, copy: IepDocument, context: PaperContext, widths: readonly number[]): readonly PaperNode[] {
  const { at, kind, before, after } = difference;
  const def = fieldAt(at)?.def;
  const there = valueAt(context.document, at) === undefined ? copy : context.document;
  const place = placeWords(there, at, context.language);
  const cells = [
    [place === at ? word('meetingRecord', context.language) : place],
    kind === 'moved' ? [word('earlierPlace', context.language)] : linesOf({ ...context, document: copy }, def, before, holderOf(copy, at)),
    kind === 'moved' ? [word('moved', context.language)] : linesOf(context, def, after, holderOf(context.document, at)),
    originOf(difference, context),
  ];
  return cells.map((lines, index) => said(lines, context, widths[index] ?? 0, at));
}

/** Which copy was compared, and in whose keeping the signed paper is. */
function headLines({ copyCode, copyPrintedAt, differences }: CopyRedline, { document, language }: PaperContext): readonly string[] {
  const paper = document.work?.paper ?? null;
  return [
    `${word('redlineOf', language)}: ${word('code', language)} ${copyCode}, ${word('printed', language)} ${momentText(copyPrintedAt, language)}`,
    paper === null ? word('paperNowhere', language) : `${word('signedOriginal', language)}: ${paper.original} · ${word('fileCopy', language)}: ${paper.fileCopy}`,
    differences.length === 0 ? word('noDifferences', language) : `${word('differences', language)}: ${differences.length}`,
  ];
}

/** What stands on the sheets, `width` points wide: page after page of the IEP, in the order of the record. */
export function redlineContent(context: PaperContext, redline: CopyRedline, width: number): readonly PaperNode[] {
  const total = SHARES.reduce((sum, share) => sum + share, 0);
  const widths = SHARES.map((share) => innerWidth(width, share / total) - RULE / SHARES.length);
  const heads = [word('place', context.language), word('onTheCopy', context.language), word('inTheRecord', context.language), word('origin', context.language)];
  const pages = [...new Set(redline.differences.map(({ page }) => page))];
  const tables = pages.flatMap((page): readonly PaperNode[] => {
    const rows = redline.differences.filter((difference) => difference.page === page).map((difference) => rowOf(difference, redline.copy, context, widths));
    const table: Table = {
      kind: 'table', layout: 'box', tabular: true, widths, headRows: 1, shadedHead: true, margin: [0, 0, 0, 8],
      rows: [heads.map((head) => leaf(head, 'label')), ...rows], heights: [0, ...rows.map(() => 0)],
    };
    const whole = wholeRows(table);
    return headed(leaf(label(pageDef(pageIdOf(page)).title, context.language), 'heading', '', { margin: [0, 6, 0, 3] }), [room(beginning(whole, width)), whole], width);
  });
  return [...headLines(redline, context).map((line) => stack(prose(line, width, ''))), ...tables];
}
