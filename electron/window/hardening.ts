/**
 * Closes every way out of the window that Electron leaves open by default: permissions, network, navigation, new windows, webviews, downloads.
 * The numbers are those of Electron's security checklist (docs/tutorial/security.md).
 */
import type { App, Session, WebContents } from 'electron';
import { isOwnAddress, isPageAddress } from './address.ts';

/** What a session may request over its own network stack. */
export type RequestRule = (url: string) => boolean;

/** The meeting's page loads its own files; `blob:` and `data:` never reach the network and are governed by the policy. */
export function pageRequest(url: string): boolean {
  return isOwnAddress(url) || url.startsWith('blob:app://iep/') || url.startsWith('data:image/');
}

/** Chromium's PDF viewer is an extension inside the browser; this is its public id, the same in every build. */
const PDF_VIEWER = 'mhjfbmdgcfjbbpaeojofohoefgiehjai';
/** The print window also loads the viewer that Chromium ships. */
export function paperRequest(url: string): boolean {
  if (isOwnAddress(url)) return true;
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return (protocol === 'chrome-extension:' && host === PDF_VIEWER) || (protocol === 'chrome:' && host === 'resources');
}

/** Denies every permission (5) and cancels every request that `allows` does not name (1, 21, 22). */
export function hardenSession(session: Session, allows: RequestRule): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !allows(details.url) }));
  session.on('will-download', (event) => event.preventDefault());
}

function stop(event: { preventDefault: () => void }): void {
  event.preventDefault();
}

interface Navigation {
  readonly url: string;
  readonly isMainFrame: boolean;
  readonly preventDefault: () => void;
}

/** The meeting's page may only be the page it is; frames do not navigate at all (13). */
function stopUnlessPage(event: Navigation): void {
  if (!event.isMainFrame || !isPageAddress(event.url)) event.preventDefault();
}

/** The print window stays on its PDF; only the viewer's inner frames may load. */
function stopUnlessViewer(event: Navigation): void {
  if (event.isMainFrame || !paperRequest(event.url)) event.preventDefault();
}

/** Applies to one web contents what must hold for all of them (11 to 14). */
export function hardenContents(contents: WebContents, showsPaper: boolean): void {
  const rule = showsPaper ? stopUnlessViewer : stopUnlessPage;
  contents.on('will-navigate', rule);
  contents.on('will-frame-navigate', rule);
  contents.on('will-redirect', stop);
  contents.on('will-attach-webview', stop);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Every web contents the app will ever have, including ones a mistake might create; only those of `paperSession` show paper. */
export function hardenApp(app: App, paperSession: () => Session): void {
  app.on('web-contents-created', (_event, contents) => hardenContents(contents, contents.session === paperSession()));
}
