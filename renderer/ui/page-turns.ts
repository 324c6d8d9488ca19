/** Ctrl+PageDown and Ctrl+PageUp turn to the neighbour of the page at hand, on every screen that shows an IEP page by page. */
import { useEffect } from 'react';

export function usePageTurns(pages: readonly string[], shown: string, show: (page: string) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!event.ctrlKey || (event.key !== 'PageDown' && event.key !== 'PageUp')) return;
      event.preventDefault();
      const next = pages[pages.indexOf(shown) + (event.key === 'PageDown' ? 1 : -1)];
      if (next !== undefined) show(next);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}
