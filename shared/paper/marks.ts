/** Things to tick and to sign: drawn boxes that also hold their state as text (a drawn cross is silent to a reader of the file), and lines for a pen. */
import type { Address } from '../iep/address.ts';
import type { Choice } from '../iep/definition.ts';
import { isObject, type Json } from '../iep/json.ts';
import { label } from '../iep/labels.ts';
import { SIGNATURE_OUTCOMES, SIGNATURE_SOURCES } from '../iep/pages/make.ts';
import { breakable, clean } from './clean.ts';
import type { PaperContext } from './context.ts';
import { dateText } from './context.ts';
import { textWidth } from './letters.ts';
import type { PaperNode } from './node.ts';
import { columns, leaf, stack } from './node.ts';
import { word } from './words.ts';

export interface Tick {
  readonly value: string;
  readonly label: string;
  readonly ticked: boolean;
}

interface TickSize {
  readonly box: number;
  readonly gap: number;
  readonly cross: { readonly x: number; readonly y: number };
}

/** Points. */
const SMALL: TickSize = { box: 7.5, gap: 12, cross: { x: 1.3, y: -9 } };
const LARGE: TickSize = { box: 12, gap: 20, cross: { x: 3.3, y: -11 } };
/** Space between the word beside a box and the next box. */
const TICK_GAP = 12;
/** Room for a pen above a signature line. */
export const PEN_ROOM = 24;
/** Height of a typed line, so that it stands on the same line as the pen does. */
const TYPED_LINE = 10.9;

function tick({ language }: PaperContext, one: Tick, width: number, at: Address, size: TickSize): PaperNode {
  const box: PaperNode = { kind: 'drawing', shapes: [{ shape: 'box', size: size.box, says: word(one.ticked ? 'ticked' : 'notTicked', language) }], margin: [0, 1.5, 0, 0] };
  const mark = leaf('X', 'mark', at, { shift: size.cross });
  return { ...columns([
    { width: size.gap, node: one.ticked ? stack([box, mark]) : box },
    { width: width - size.gap, node: leaf(breakable(one.label), 'body', at, { margin: [0, size === LARGE ? 2.5 : 0, 0, 0] }) },
  ]), listItem: true };
}

function wantedWidth(one: Tick, size: TickSize): number {
  return size.gap + textWidth(one.label) + TICK_GAP;
}

/** Points that boxes beside each other take on one line. */
export function ticksWidth(ticks: readonly Tick[], boxes: 'small' | 'large'): number {
  return ticks.reduce((sum, one) => sum + wantedWidth(one, boxes === 'large' ? LARGE : SMALL), 0);
}

/** True when large boxes fit beside each other on one line. */
export function isShort(ticks: readonly Tick[], width: number): boolean {
  return ticksWidth(ticks, 'large') <= width;
}

/** Boxes beside each other, as many as fit a line of `width` points. */
export function tickRow(context: PaperContext, ticks: readonly Tick[], width: number, at: Address, boxes: 'small' | 'large'): readonly PaperNode[] {
  const size = boxes === 'large' ? LARGE : SMALL;
  const lines: { width: number; node: PaperNode }[][] = [];
  let left = 0;
  for (const one of ticks) {
    const wanted = Math.min(width, wantedWidth(one, size));
    // The last one of a line has no neighbour, and keeps a little: its width is a guess.
    if (lines.length === 0 || wanted - TICK_GAP / 2 > left) {
      lines.push([]);
      left = width;
    }
    const given = Math.min(wanted, left);
    lines.at(-1)?.push({ width: given, node: tick(context, one, given, at, size) });
    left -= given;
  }
  return lines.map((line) => columns(line, 0, [0, 1, 0, 1]));
}

/** One large box per line: the parent's answers on the consent sheet. */
export function tickList(context: PaperContext, ticks: readonly Tick[], width: number, at: Address): readonly PaperNode[] {
  return ticks.map((one) => stack([tick(context, one, width, at, LARGE)], [0, 3, 0, 3]));
}

function signatureText(value: Json | undefined, key: string): string {
  const part = isObject(value) ? value[key] : undefined;
  return part === undefined || part === null ? '' : clean(part);
}

function named(context: PaperContext, choices: readonly Choice[], value: string): string {
  const choice = choices.find((one) => one.value === value);
  return choice === undefined ? value : label(choice.label, context.language);
}

/** What happened on the line, once it is known: "Signed (On paper)". */
function outcomeText(context: PaperContext, value: Json | undefined): string {
  const outcome = signatureText(value, 'outcome');
  const source = signatureText(value, 'source');
  return outcome === '' || outcome === 'none' ? '' : source === '' ? named(context, SIGNATURE_OUTCOMES, outcome) : `${named(context, SIGNATURE_OUTCOMES, outcome)} (${named(context, SIGNATURE_SOURCES, source)})`;
}

/** As whom somebody signed: relation to the student, role in the team. */
function standingOf(value: Json | undefined): string {
  return [signatureText(value, 'relation'), signatureText(value, 'role')].filter((part) => part !== '').join(', ');
}

/** Everything known of a signature in one cell of a table: outcome, who, as whom, when. What the row says of the person anyway is not said twice. */
export function signatureWords(context: PaperContext, value: Json | undefined, said: readonly string[]): string {
  const parts = [outcomeText(context, value), signatureText(value, 'printedName'), standingOf(value), dateText(signatureText(value, 'signedOn'), context.language)];
  return parts.filter((part) => part !== '' && !said.includes(part)).join(', ');
}

/** True for a line on which nobody has signed, refused or been named. */
export function isEmptyLine(context: PaperContext, value: Json | undefined): boolean {
  return signatureWords(context, value, []) === '';
}

/** A line to sign with printed name, relation and date beside it; where nobody signs any more, what is not signed says so. */
export function signatureLine(context: PaperContext, value: Json | undefined, width: number, at: Address): PaperNode {
  const unsigned = context.forPens ? '' : word('noSignature', context.language);
  if (unsigned !== '' && isEmptyLine(context, value)) return leaf(unsigned, 'body', at);
  const shares = [
    { share: 0.36, text: outcomeText(context, value) || unsigned, caption: word('signature', context.language) },
    { share: 0.28, text: signatureText(value, 'printedName'), caption: word('printedName', context.language) },
    { share: 0.2, text: standingOf(value), caption: word('relation', context.language) },
    { share: 0.16, text: dateText(signatureText(value, 'signedOn'), context.language), caption: word('date', context.language) },
  ];
  const gap = 8;
  return columns(shares.map(({ share, text, caption }) => {
    const own = (width - gap * (shares.length - 1)) * share;
    return {
      width: own,
      node: stack([
        text === '' ? { kind: 'drawing', shapes: [{ shape: 'room', height: PEN_ROOM }] } : leaf(breakable(text), 'body', at, { margin: [0, PEN_ROOM - TYPED_LINE, 0, 0] }),
        { kind: 'drawing', shapes: [{ shape: 'line', width: own, y: 0.5 }] },
        leaf(caption, 'small'),
      ]),
    };
  }), gap, [0, 2, 0, 4]);
}
