/**
 * Arrow keys and Enter between the cells of a table of rows. It stays a plain table with a control in every cell: Tab and a screen reader find what
 * they know, and the arrows are a short cut on top. A control that needs an arrow for itself (a list, radio buttons, the middle of a text) keeps it.
 */
import type { KeyboardEvent } from 'react';

const CONTROLS = 'input:not([type="radio"]:not(:checked)), textarea, select';

type TextBox = HTMLInputElement | HTMLTextAreaElement;

function isTextBox(element: Element): element is TextBox {
  return (element instanceof HTMLInputElement && element.type === 'text') || isLineBox(element);
}

function isLineBox(element: Element): element is HTMLTextAreaElement {
  return element.matches('textarea[data-one-line]');
}

/** True when its words take more than one line: then Up and Down lead from line to line first. */
function isWrapped(box: TextBox): boolean {
  return isLineBox(box) && box.clientHeight > 2 * Number.parseFloat(getComputedStyle(box).lineHeight);
}

function isSearched(element: Element): boolean {
  return element.getAttribute('role') === 'combobox';
}

function controlIn(cell: Element | undefined): HTMLElement | null {
  return cell?.querySelector<HTMLElement>(CONTROLS) ?? cell?.querySelector<HTMLElement>('input') ?? null;
}

function goTo(cell: Element | undefined): boolean {
  const control = controlIn(cell);
  if (control === null) return false;
  control.focus();
  if (isTextBox(control)) control.select();
  return true;
}

function below(cell: HTMLTableCellElement, by: 1 | -1): Element | undefined {
  const row = cell.parentElement;
  const next = by === 1 ? row?.nextElementSibling : row?.previousElementSibling;
  return next?.children[cell.cellIndex];
}

/** Which cell an arrow leads to from this control; undefined when the arrow is the control's own. */
function target(event: KeyboardEvent, control: Element, cell: HTMLTableCellElement): Element | undefined {
  const isText = isTextBox(control);
  const isWhole = isText && control.value !== '' && control.selectionStart === 0 && control.selectionEnd === control.value.length;
  const atStart = !isText || isWhole || (control.selectionStart === 0 && control.selectionEnd === 0);
  const atEnd = !isText || isWhole || (control.selectionStart === control.value.length && control.selectionEnd === control.value.length);
  const isList = control instanceof HTMLSelectElement || isSearched(control);
  switch (event.key) {
    case 'ArrowUp':
      return isList || (isText && isWrapped(control) && !atStart) ? undefined : below(cell, -1);
    case 'ArrowDown':
      return isList || (isText && isWrapped(control) && !atEnd) ? undefined : below(cell, 1);
    case 'ArrowLeft':
      return atStart ? (cell.previousElementSibling ?? undefined) : undefined;
    case 'ArrowRight':
      return atEnd ? (cell.nextElementSibling ?? undefined) : undefined;
    default:
      return undefined;
  }
}

function isPlain(event: KeyboardEvent): boolean {
  return !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
}

/** Before the control hears an arrow: a date in a table is left by Up and Down, not changed. */
export function arrowsInTable(event: KeyboardEvent<HTMLTableElement>): void {
  const control = event.target as Element;
  const cell = control.closest('td');
  if (!isPlain(event) || cell === null || !control.matches('input, textarea, select') || control.matches('[type="radio"]')) return;
  const next = target(event, control, cell);
  if (next === undefined || !goTo(next)) return;
  event.preventDefault();
  event.stopPropagation();
}

/** After the control heard Enter (a list may have taken it): down, and from the last row into a new one. */
export function enterInTable(event: KeyboardEvent<HTMLTableElement>, addRow: () => void): void {
  const control = event.target as Element;
  const cell = control.closest('td');
  if (event.key !== 'Enter' || !isPlain(event) || event.defaultPrevented || cell === null || !control.matches('input, select, textarea[data-one-line]')) return;
  event.preventDefault();
  if (!goTo(below(cell, 1))) addRow();
}
