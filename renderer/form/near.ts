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

function draw(near: readonly Address[]): void {
  useDrawn.setState((known) => (near.every((row) => known.rows.has(row)) ? known : { rows: new Set([...known.rows, ...near]) }));
}

interface Watcher {
  readonly observer: IntersectionObserver;
  readonly resize: ResizeObserver;
  /** The rows that wait, by their boxes. */
  readonly waiting: Map<Element, Address>;
}

/**
 * One for all rows in a box that scrolls. The browser asks after every key where a watched row is, so a row is watched only until that was told once, and anew
 * when something scrolled or became longer or shorter: a hundred rows that wait cost nothing while somebody types.
 */
const watchers = new WeakMap<Element, Watcher>();

function watcherOf(root: Element): Watcher {
  const known = watchers.get(root);
  if (known !== undefined) return known;
  const waiting = new Map<Element, Address>();
  const observer = new IntersectionObserver((seen) => {
    for (const { target } of seen) observer.unobserve(target);
    const near = seen.flatMap(({ isIntersecting, target }) => (isIntersecting ? (waiting.get(target) ?? []) : []));
    draw(near);
    // What was drawn may be shorter than its place was, and the next one near.
    if (near.length > 0) requestAnimationFrame(look);
  }, { root, rootMargin: AHEAD });
  function look(): void {
    for (const box of waiting.keys()) observer.observe(box);
  }
  // A box inside that scrolls tells it to itself alone, unless one listens on the way down.
  root.addEventListener('scroll', look, { passive: true, capture: true });
  const resize = new ResizeObserver(look);
  resize.observe(root);
  const made = { observer, resize, waiting };
  watchers.set(root, made);
  return made;
}

/** Draws the row when its box comes near the screen; the way back stops waiting for it. */
function watch(box: Element, row: Address): () => void {
  const root = box.closest('[data-scrolls]');
  if (root === null) throw new Error('Rows that are drawn when they come near stand in a box that scrolls.');
  const { observer, resize, waiting } = watcherOf(root);
  for (const part of root.children) resize.observe(part);
  waiting.set(box, row);
  observer.observe(box);
  return () => {
    waiting.delete(box);
    observer.unobserve(box);
  };
}

/** Draws the rows a place lies in; true when one of them was in its place but not drawn yet. */
export function drawRowsAround(at: Address): boolean {
  const parts = segments(at);
  const waiting = parts.map((_, index) => parts.slice(0, index + 1).join('/')).filter((place) => document.querySelector(`[data-row="${CSS.escape(place)}"][data-waiting]`) !== null);
  draw(waiting);
  return waiting.length > 0;
}

/** Whether a row, known by its address or another name of its own, is drawn; one that is not waits for the screen, or the caret, to come near. */
export function useNear<Box extends HTMLElement = HTMLFieldSetElement>(row: string, index: number, count: number): { readonly drawn: boolean; readonly box: RefObject<Box | null> } {
  const box = useRef<Box>(null);
  const asked = useDrawn((state) => state.rows.has(row));
  const drawn = count <= ALL_AT_ONCE || index < FIRST || asked;
  useEffect(() => {
    const element = box.current;
    return drawn || element === null ? undefined : watch(element, row);
  }, [drawn, row]);
  return { drawn, box };
}

/** The neighbours of the row the caret came into are drawn, so that Tab never jumps over one. */
export function drawNeighbours(box: HTMLElement): void {
  for (const neighbour of [box.previousElementSibling, box.nextElementSibling]) {
    const row = neighbour instanceof HTMLElement && 'waiting' in neighbour.dataset ? neighbour.dataset['row'] : undefined;
    if (row !== undefined) draw([row]);
  }
}
