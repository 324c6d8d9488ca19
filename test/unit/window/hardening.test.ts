import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hardenApp, hardenContents, hardenSession, pageRequest, paperRequest } from '../../../electron/window/hardening.ts';

type Listener = (...args: never[]) => unknown;

/** Records what is registered, so that the tests can call it the way Chromium would. */
function recorder() {
  const handlers = new Map<string, Listener>();
  const record = (name: string) => (handler: Listener) => void handlers.set(name, handler);
  const call = (name: string, ...args: unknown[]): unknown => {
    const handler = handlers.get(name);
    if (handler === undefined) throw new Error(`Nothing is registered for ${name}.`);
    return (handler as (...args: unknown[]) => unknown)(...args);
  };
  return { handlers, record, call, on: (name: string, handler: Listener) => void handlers.set(name, handler) };
}

function session() {
  const recorded = recorder();
  const { record, on } = recorded;
  const fake = {
    setPermissionRequestHandler: record('request'), setPermissionCheckHandler: record('check'), setDevicePermissionHandler: record('device'), setDisplayMediaRequestHandler: record('display'),
    webRequest: { onBeforeRequest: record('webRequest') }, on,
  };
  return { ...recorded, fake };
}

function contents(showsPaper = false) {
  const recorded = recorder();
  hardenContents({ on: recorded.on, setWindowOpenHandler: recorded.record('open') } as never, showsPaper);
  const prevented = (name: string, url: string, isMainFrame = true): boolean => {
    let stopped = false;
    recorded.call(name, { url, isMainFrame, preventDefault: () => { stopped = true; } });
    return stopped;
  };
  return { ...recorded, prevented };
}

/** Every permission name of the installed typings: a new one in a new Electron is denied or this test fails. */
function permissionNames(): readonly string[] {
  const typings = readFileSync(new URL('../../../node_modules/electron/electron.d.ts', import.meta.url), 'utf8');
  const lists = [...typings.matchAll(/setPermission(?:Request|Check)Handler\(handler: \(\((?:webContents: [^,]+), permission: ((?:'[^']+'(?: \| )?)+)/g)].map((match) => match[1] ?? '');
  return [...new Set(lists.flatMap((list) => [...list.matchAll(/'([^']+)'/g)].map((name) => name[1] ?? '')))];
}

const HOSTILE = [
  'https://example.org/', 'http://127.0.0.1/', 'http://localhost:3000/index.html', 'file:///etc/passwd', 'file://iep/index.html', 'javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,<script>1</script>', 'blob:app://iep/1', 'blob:https://iep/1',
  'about:blank', 'about:srcdoc', 'chrome://settings', 'devtools://devtools/bundled/inspector.html', 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html', 'view-source:app://iep/index.html', 'filesystem:app://iep/temporary/x', 'app://iep.evil.org/index.html', 'app://iep.evil/index.html',
  'app://evil/index.html', 'app://iep@evil/index.html', 'app://evil@iep/index.html', 'app://user:pass@iep/index.html', 'app://iep:8080/index.html', 'app:///index.html', 'app:iep/index.html', 'app://ie%70.evil/index.html', 'app://xn--iep-9na/index.html', 'app://ıep/index.html', 'app://iep/other.html', 'app://iep/index.html?q=1',
  'app://iep/print/x.pdf', 'app://iep/assets/a.js', 'app://iep/../index.htm', 'app://iep', 'iep://open/student', 'ftp://iep/index.html', 'ws://iep/index.html', 'wss://iep/index.html', 'mailto:somebody@example.org', 'smb://server/share', '\\\\server\\share', 'appp://iep/index.html', ' ', '', 'not a url',
];

describe('permissions', () => {
  const { fake, call } = session();
  hardenSession(fake as never, pageRequest);
  const names = permissionNames();

  test('every permission name of the installed typings is refused when asked and when checked', () => {
    expect(names.length).toBeGreaterThanOrEqual(40);
    for (const name of [...names, 'a permission of tomorrow']) {
      let answer: unknown = 'none';
      call('request', {}, name, (granted: boolean) => { answer = granted; }, {});
      expect([name, answer]).toEqual([name, false]);
      expect([name, call('check', null, name, 'app://iep', {})]).toEqual([name, false]);
    }
  });

  test('no device and no picture of the screen is handed out', () => {
    for (const deviceType of ['hid', 'serial', 'usb']) expect(call('device', { deviceType, origin: 'app://iep' })).toBe(false);
    let streams: unknown = 'none';
    call('display', {}, (given: unknown) => { streams = given; });
    expect(streams).toBeNull();
  });

  test('a download is stopped', () => {
    let stopped = false;
    call('will-download', { preventDefault: () => { stopped = true; } });
    expect(stopped).toBe(true);
  });
});

describe('requests', () => {
  const cancelled = (rule: (url: string) => boolean, url: string): unknown => {
    const { fake, call } = session();
    hardenSession(fake as never, rule);
    let answer: { cancel?: boolean } = {};
    call('webRequest', { url }, (given: { cancel: boolean }) => { answer = given; });
    return answer.cancel;
  };

  test('the page reaches its own files and nothing else', () => {
    for (const url of ['app://iep/index.html', 'app://iep/assets/a.js']) expect([url, cancelled(pageRequest, url)]).toEqual([url, false]);
    const foreign = HOSTILE.filter((url) => !url.startsWith('app://iep/') && url !== 'app://iep' && !url.startsWith('blob:app://iep/'));
    expect(foreign.length).toBeGreaterThanOrEqual(35);
    for (const url of [...foreign, 'data:text/html,x', 'https://iep/', 'blob:https://evil/1']) expect([url, cancelled(pageRequest, url)]).toEqual([url, true]);
  });

  test('the print window also reaches the viewer Chromium ships, and no other extension', () => {
    for (const url of ['app://iep/print/x.pdf', 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html', 'chrome://resources/js/a.js']) expect([url, cancelled(paperRequest, url)]).toEqual([url, false]);
    for (const url of ['https://example.org/', 'file:///etc/passwd', 'chrome-extension://aaaa/index.html', 'chrome://settings', 'data:text/html,x', '']) expect([url, cancelled(paperRequest, url)]).toEqual([url, true]);
  });
});

describe('navigation', () => {
  test('there are at least 40 hostile addresses', () => expect(HOSTILE.length).toBeGreaterThanOrEqual(40));

  test.each(HOSTILE)('the page does not go to %j', (url) => {
    const { prevented } = contents();
    expect(prevented('will-navigate', url)).toBe(true);
    expect(prevented('will-frame-navigate', url)).toBe(true);
    expect(prevented('will-redirect', url)).toBe(true);
  });

  test('the page may be itself, at any of its places, but never inside a frame and never by a redirect', () => {
    const { prevented } = contents();
    expect(prevented('will-navigate', 'app://iep/index.html#/meeting/d1')).toBe(false);
    expect(prevented('will-frame-navigate', 'app://iep/index.html', false)).toBe(true);
    expect(prevented('will-redirect', 'app://iep/index.html')).toBe(true);
  });

  test('the print window stays on its PDF; only the viewer\'s own frames load', () => {
    const { prevented } = contents(true);
    for (const url of HOSTILE) expect([url, prevented('will-navigate', url)]).toEqual([url, true]);
    expect(prevented('will-frame-navigate', 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html', false)).toBe(false);
    expect(prevented('will-frame-navigate', 'https://example.org/', false)).toBe(true);
  });

  test('no address opens a window, and no webview attaches', () => {
    for (const showsPaper of [false, true]) {
      const { call, prevented } = contents(showsPaper);
      for (const url of [...HOSTILE, 'app://iep/index.html']) expect(call('open', { url })).toEqual({ action: 'deny' });
      expect(prevented('will-attach-webview', 'app://iep/index.html')).toBe(true);
    }
  });

  test('the rules hold for every web contents the app ever makes; only those of the paper session get the paper rule', () => {
    const app = recorder();
    const paper = { name: 'paper' };
    hardenApp({ on: app.on } as never, () => paper as never);
    const made = (session: unknown) => {
      const recorded = recorder();
      app.call('web-contents-created', {}, { on: recorded.on, setWindowOpenHandler: recorded.record('open'), session });
      return recorded;
    };
    const viewer = { url: 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html', isMainFrame: false };
    const stops = (recorded: ReturnType<typeof recorder>): boolean => {
      let stopped = false;
      recorded.call('will-frame-navigate', { ...viewer, preventDefault: () => { stopped = true; } });
      return stopped;
    };
    expect([...made({}).handlers.keys()].toSorted()).toEqual(['open', 'will-attach-webview', 'will-frame-navigate', 'will-navigate', 'will-redirect']);
    expect(stops(made({}))).toBe(true);
    expect(stops(made(paper))).toBe(false);
  });
});
