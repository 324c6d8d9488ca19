/**
 * Which rows of long lists are drawn: those that were near the screen or asked for by their address. A row that is not drawn yet still stands in its
 * place with its name, so that the number of rows, the way of Tab and the length of the page are the same. A drawn row stays drawn: the caret may be in it.
 */
import { useEffect, useRef, type RefObject } from 'react';
import { create } from 'zustand';
import { segments, type Address } from '../../shared/iep/address.ts';

/** Lists up to this many rows are drawn at once. */
const ALL_AT_ONCE = 8;
/** Rows from the start of a long list that are drawn at once, for the first look at the page. */
const FIRST = 3;
/** How far from the screen a row is drawn ahead. */
const AHEAD = '1200px 0px';

const useDrawn = create<{ readonly rows: ReadonlySet<Address> }>(() => ({ rows: new Set() }));

function draw(row: Address): void {
  useDrawn.setState(({ rows }) => (rows.has(row) ? { rows } : { rows: new Set([...rows, row]) }));
}

/** Draws the rows a place lies in; true when one of them was in its place but not drawn yet. */
export function drawRowsAround(at: Address): boolean {
  const parts = segments(at);
  const waiting = parts.map((_, index) => parts.slice(0, index + 1).join('/')).filter((place) => document.querySelector(`[data-row="${CSS.escape(place)}"][data-waiting]`) !== null);
  for (const row of waiting) draw(row);
  return waiting.length > 0;
}

/** Whether a row, known by its address or another name of its own, is drawn; one that is not waits for the screen, or the caret, to come near. */
export function useNear<Box extends HTMLElement = HTMLFieldSetElement>(row: string, index: number, count: number): { readonly drawn: boolean; readonly box: RefObject<Box | null> } {
  const box = useRef<Box>(null);
  const asked = useDrawn((state) => state.rows.has(row));
  const drawn = count <= ALL_AT_ONCE || index < FIRST || asked;
  useEffect(() => {
    const element = box.current;
    if (drawn || element === null) return undefined;
    const watch = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && draw(row), { root: element.closest('[data-scrolls]'), rootMargin: AHEAD });
    watch.observe(element);
    return () => watch.disconnect();
  }, [drawn, row]);
  return { drawn, box };
}

/** The neighbours of the row the caret came into are drawn, so that Tab never jumps over one. */
export function drawNeighbours(box: HTMLElement): void {
  for (const neighbour of [box.previousElementSibling, box.nextElementSibling]) {
    const row = neighbour instanceof HTMLElement && 'waiting' in neighbour.dataset ? neighbour.dataset['row'] : undefined;
    if (row !== undefined) draw(row);
  }
}
