/** One IEP Desk per profile: a second start brings the first window forward, which says so, and ends; two programs never open one vault. */
import { app, type BrowserWindow } from 'electron';

/**
 * @param tell lets the page of the first window say in words why it came forward
 * @returns false when another one is running: then this process must leave at once
 */
export function becomeOnlyInstance(window: () => BrowserWindow | null, tell: () => void): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', () => {
    const first = window();
    if (first === null) return;
    if (first.isMinimized()) first.restore();
    first.show();
    first.focus();
    tell();
  });
  return true;
}
