/**
 * Promise: a window a person can see says all the time that it is the test engine, where neither the page's style sheet nor its scripts can
 * take the words away, and a click on its close box is asked about instead of obeyed (Chromium itself would just close it).
 */
const STYLE = 'position:fixed;inset:0 0 auto 0;z-index:2147483647;padding:2px 12px;background:#7a1f00;color:#fff;font:12px/18px sans-serif;text-align:center;pointer-events:none';

export function showBanner(words: string): void {
  const put = (): void => {
    const host = document.createElement('div');
    const strip = document.createElement('div');
    strip.style.cssText = STYLE;
    strip.textContent = words;
    host.attachShadow({ mode: 'closed' }).append(strip);
    document.documentElement.append(host);
    // React or the page may replace the whole body; the strip hangs on the root element and comes back if that is emptied too.
    new MutationObserver(() => host.isConnected || document.documentElement.append(host)).observe(document.documentElement, { childList: true });
  };
  if (document.documentElement === null) document.addEventListener('DOMContentLoaded', put, { once: true });
  else put();

  let navigating = false;
  const navigation = (window as unknown as { navigation?: EventTarget }).navigation;
  navigation?.addEventListener('navigate', () => {
    navigating = true;
    queueMicrotask(() => setTimeout(() => (navigating = false)));
  });
  window.addEventListener('beforeunload', (event) => {
    if (!navigating) event.preventDefault();
  });
}
