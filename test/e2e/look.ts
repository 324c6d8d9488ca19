/**
 * How a spec looks at a screen: for what people with a screen reader, a keyboard or weak eyes meet (axe), and by geometry for what is cut off.
 * axe runs as text the debugger hands to the page, so the page's own policy stays as it ships.
 */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';

/** Sizes in CSS pixels: the smallest screen a school laptop has, and what a window of 1366 x 768 shows at 200 %. */
export const SIZES = { '1024x768': { width: 1024, height: 768 }, '200%': { width: 683, height: 384 } } as const;
export type Size = keyof typeof SIZES;

export interface Scan {
  readonly passed: readonly string[];
  /** Findings of impact serious or critical, each with its rule and the first element. */
  readonly findings: readonly string[];
}

export async function scan(page: Page): Promise<Scan> {
  const { passes, violations } = await new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'], preload: false }).analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return { passed: passes.map(({ id }) => id), findings: grave.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html, any }) => `${id}: ${html.slice(0, 200)} ${any[0]?.message ?? ''}`)) };
}

/**
 * What a person cannot see or reach at this size, in words: a window that scrolls sideways, text past an edge nobody can scroll to, words cut inside
 * their own box, a primary button that cannot be brought into sight, a page at hand too narrow to write on.
 */
export function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    /** Half a pixel of rounding on each side. */
    const SLACK = 1;
    /** Narrower than about thirty letters nobody writes a statement. */
    const LEAST_WRITING_WIDTH = 240;
    const found: string[] = [];
    const name = (element: Element): string => `<${element.tagName.toLowerCase()}> "${(element.textContent ?? '').trim().slice(0, 40)}"`;
    const shown = (element: Element): boolean => {
      const box = element.getBoundingClientRect();
      return box.width > 1 && box.height > 1 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    };
    const scrollsAcross = (element: Element): boolean => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
    const root = document.documentElement;
    if (root.scrollWidth > window.innerWidth + SLACK || document.body.scrollWidth > window.innerWidth + SLACK) found.push(`the window scrolls sideways: ${root.scrollWidth} of ${window.innerWidth}`);
    if (root.scrollHeight > window.innerHeight + SLACK) found.push(`the window scrolls: ${root.scrollHeight} of ${window.innerHeight}`);

    /** A chosen value stands over its control in all its words (form/whole-words.tsx), and once. */
    const hiddenChoice = (control: Element, whole: Element): readonly string[] => {
      const words = [...whole.children].find((child) => child.getAttribute('aria-hidden') === 'true');
      if (words === undefined || !shown(words)) return [`${name(control)} shows on one line what was chosen`];
      const [own, around] = [words.getBoundingClientRect(), control.getBoundingClientRect()];
      const fits = own.top >= around.top - SLACK && own.bottom <= around.bottom + SLACK && words.scrollWidth <= words.clientWidth + SLACK;
      const once = getComputedStyle(control).color.endsWith(', 0)');
      return [...(fits ? [] : [`"${words.textContent}" does not fit its box`]), ...(once ? [] : [`"${words.textContent}" stands twice in its box`])];
    };

    for (const element of document.querySelectorAll('body *')) {
      if (!shown(element) || element.closest('.visually-hidden, [aria-hidden="true"], svg, canvas') !== null) continue;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '');
      const control = element.matches('button, input, select, textarea');
      if (!hasText && !control) continue;
      // A sheet of paper keeps its shape: where it is larger than the window it scrolls both ways, like a map.
      if (element.closest('[data-pdf-page]') !== null) continue;
      let scroller: Element | null = element.parentElement;
      while (scroller !== null && !scrollsAcross(scroller)) scroller = scroller.parentElement;
      const edge = scroller?.getBoundingClientRect().right ?? window.innerWidth;
      if (scroller === null && (box.right > edge + SLACK || box.left < -SLACK)) found.push(`${name(element)} reaches past the edge of the window`);
      if (scroller !== null && scroller.scrollWidth > scroller.clientWidth + SLACK && box.right > edge + SLACK) found.push(`${name(element)} can only be seen by scrolling sideways`);
      const clips = style.overflowX === 'hidden' || style.overflowX === 'clip' || element.matches('button');
      if (clips && !element.matches('input, textarea') && element.scrollWidth > element.clientWidth + SLACK) found.push(`${name(element)} is cut inside its box: ${element.scrollWidth} of ${element.clientWidth}`);
      if (element.matches('input, textarea, select') && element !== document.activeElement && element.closest('[data-chosen="true"]') === null && (element as HTMLInputElement).value !== '' && element.scrollWidth > element.clientWidth + SLACK) found.push(`a box hides words of "${(element as HTMLInputElement).value.slice(0, 40)}"`);
      const whole = element.matches('select, input:not([type="radio"], [type="checkbox"])') ? element.closest('[data-chosen="true"]') : null;
      if (whole !== null && !whole.contains(document.activeElement)) found.push(...hiddenChoice(element, whole));
      if (element.matches('textarea:not([data-one-line])') && box.width < LEAST_WRITING_WIDTH) found.push(`${name(element)} is ${Math.round(box.width)} wide: too narrow to write in`);
    }

    const top = [...document.querySelectorAll('[role="dialog"]')].at(-1) ?? document.body;
    const primary = [...top.querySelectorAll<HTMLElement>('button[class*="primary"]')].filter(shown);
    for (const button of primary) {
      button.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      const box = button.getBoundingClientRect();
      const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      if (box.bottom > window.innerHeight + SLACK || box.top < -SLACK || hit === null || !button.contains(hit)) found.push(`the primary action ${name(button)} cannot be brought into sight`);
    }
    return [...new Set(found)];
  });
}

/** Pictures to look at, light and dark, of the window as it is: `<path>-light.png` and `<path>-dark.png`. Nothing compares them. */
export async function inBothSchemes(page: Page, path: string): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: `${path}-${scheme}.png` });
  }
  await page.emulateMedia({ colorScheme: null });
}
