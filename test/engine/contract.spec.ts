/** What the app may rely on while it runs; one start for the whole file. */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { eventsOf, PAGE_ORIGIN, startFixture, type Fixture, type FixtureState } from './fixture.ts';

type Bridge = {
  words: { nested: { list: number[] } };
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
  shout(word: string): void;
  onEchoed(listener: (...args: unknown[]) => void): () => void;
  listeners(): number;
  fail(): void;
  sum(...numbers: number[]): number;
};
interface PageWindow {
  fixture: Bridge;
}
interface EngineProcess {
  engine: { kind: string; chromium: string; blockedRequests: { url: string; from: string }[]; desktopRequests: { what: string; argument: string }[]; handlersOf(partition: string): Record<string, unknown> };
}

let fixture: Fixture;

test.beforeAll(async () => {
  fixture = await startFixture();
});
test.afterAll(async () => {
  await fixture.app.close();
});
test.beforeEach(async () => {
  await fixture.page.goto(`${PAGE_ORIGIN}/`);
});

test.describe('start', () => {
  test('the program tells its name, version and folders as Electron does', async () => {
    const told = await fixture.app.evaluate(({ app }) => ({ name: app.getName(), version: app.getVersion(), packaged: app.isPackaged, userData: app.getPath('userData'), electron: process.versions.electron }));
    expect(told).toEqual({ name: 'Engine Fixture', version: '1.2.3', packaged: false, userData: fixture.userDataDir, electron: '45.4.1' });
  });

  test('the window Playwright sees is the window main made', async () => {
    const window = await fixture.app.browserWindow(fixture.page);
    expect(await window.evaluate((made) => made.id)).toBe(1);
    expect(await fixture.page.evaluate(() => [innerWidth, innerHeight])).toEqual([900, 700]);
  });

  test('a member this engine lacks throws by name', async () => {
    expect(await fixture.app.evaluate(({ app }) => {
      try {
        return String((app as unknown as { moveToApplicationsFolder: unknown }).moveToApplicationsFolder);
      } catch (error) {
        return String(error);
      }
    })).toBe('EngineLacks: EngineLacks: app.moveToApplicationsFolder');
  });

  test('a listener for an event that is never sent throws by name', async () => {
    await expect(fixture.app.evaluate(({ app }) => void app.on('gpu-info-update', () => undefined))).rejects.toThrow('EngineLacks: event "gpu-info-update" of app');
  });
});

test.describe('the bridge', () => {
  test('the page gets the exposed object and nothing of Node, Electron or the preload', async () => {
    const seen = await fixture.page.evaluate(() => {
      const world = globalThis as unknown as Record<string, unknown>;
      return { found: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'preloadSecret', '__engineReceive', 'EngineWorld'].filter((name) => name in world), engine: Object.getOwnPropertyNames(world).filter((name) => /engine|electron/i.test(name)), keys: Object.keys(world['fixture'] as object) };
    });
    expect(seen).toEqual({ found: [], engine: [], keys: ['words', 'invoke', 'shout', 'onEchoed', 'listeners', 'fail', 'sum'] });
  });

  test('the page can change neither the bridge nor what hangs on it', async () => {
    expect(await fixture.page.evaluate(() => {
      'use strict';
      const { fixture } = window as unknown as PageWindow;
      const attempts = [() => ((window as unknown as PageWindow).fixture = {} as Bridge), () => (fixture.sum = () => 0), () => fixture.words.nested.list.push(4), () => delete (window as unknown as Partial<PageWindow>).fixture];
      return attempts.map((attempt) => {
        try {
          attempt();
          return 'changed';
        } catch {
          return 'refused';
        }
      });
    })).toEqual(['refused', 'refused', 'refused', 'refused']);
  });

  test('a page that patches what the bridge is made of observes no message', async () => {
    expect(await fixture.page.evaluate(async () => {
      const seen: string[] = [];
      const dispatchEvent = Reflect.get(EventTarget.prototype, 'dispatchEvent') as (event: Event) => boolean;
      EventTarget.prototype.dispatchEvent = function (event) {
        seen.push(event.type);
        return dispatchEvent.call(this, event);
      };
      const { detail } = Object.getOwnPropertyDescriptors(CustomEvent.prototype);
      Object.defineProperty(CustomEvent.prototype, 'detail', { get() { seen.push('detail'); return detail.get?.call(this); } });
      window.CustomEvent = class extends CustomEvent<unknown> { constructor(type: string) { super(type); seen.push(type); } } as typeof CustomEvent;
      JSON.stringify = () => { seen.push('stringify'); return ''; };
      JSON.parse = () => { seen.push('parse'); return null; };
      const { fixture } = window as unknown as PageWindow;
      return { sum: fixture.sum(1, 2, 3), seen };
    })).toEqual({ sum: 6, seen: [] });
  });

  test('functions cross as functions: calls, callbacks, unsubscribing and errors', async () => {
    expect(await fixture.page.evaluate(async () => {
      const { fixture } = window as unknown as PageWindow;
      const heard = new Promise<unknown[]>((resolve) => {
        const stop = fixture.onEchoed((word, date) => {
          const during = fixture.listeners();
          stop();
          resolve([word, date instanceof Date, during, fixture.listeners()]);
        });
      });
      fixture.shout('all of it');
      let error = '';
      try {
        fixture.fail();
      } catch (reason) {
        error = `${reason instanceof RangeError} ${(reason as Error).message}`;
      }
      return [...(await heard), error];
    })).toEqual(['all of it', true, 1, 0, 'true from the preload']);
  });
});

test.describe('messages to main', () => {
  test('values arrive and return as structured clones', async () => {
    expect(await fixture.page.evaluate(async () => {
      const { fixture } = window as unknown as PageWindow;
      const ring: { name: string; self?: unknown } = { name: 'ring' };
      ring.self = ring;
      const sent = [new Date(1700000000000), new Uint8Array([1, 2, 255]), new Map([['a', new Set([1])]]), undefined, Number.NaN, -0, 10n ** 20n, { 'a': [null, { deep: '→' }] }, ring, new Uint8Array([7, 8, 9]).buffer];
      const [date, bytes, map, nothing, nan, zero, big, record, back, buffer] = (await fixture.invoke('echo', ...sent)) as [Date, Uint8Array, Map<string, Set<number>>, undefined, number, number, bigint, object, typeof ring, ArrayBuffer];
      return [date instanceof Date && date.getTime(), bytes instanceof Uint8Array && [...bytes], map.get('a')?.has(1), nothing === undefined, Number.isNaN(nan), Object.is(zero, -0), String(big), JSON.stringify(record), back.self === back, [...new Uint8Array(buffer)]];
    })).toEqual([1700000000000, [1, 2, 255], true, true, true, true, '100000000000000000000', '{"a":[null,{"deep":"→"}]}', true, [7, 8, 9]]);
  });

  test('what cannot be cloned is refused in Electron\'s words, in both directions', async () => {
    const refused = (channel: string): Promise<string> => fixture.page.evaluate((name) => (window as unknown as PageWindow).fixture.invoke(name, name === 'echo' ? () => 1 : 1).then(() => 'accepted', (reason: Error) => reason.message), channel);
    expect(await refused('echo')).toContain('An object could not be cloned.');
    expect(await refused('give-function')).toBe("Error invoking remote method 'give-function': Error: An object could not be cloned.");
  });

  test('a failing or missing handler rejects with the channel and the reason', async () => {
    const reason = (channel: string): Promise<string> => fixture.page.evaluate((name) => (window as unknown as PageWindow).fixture.invoke(name).then(() => 'accepted', (error: Error) => error.message), channel);
    expect(await reason('fail')).toBe("Error invoking remote method 'fail': TypeError: no such draft");
    expect(await reason('nobody')).toBe("Error invoking remote method 'nobody': Error: No handler registered for 'nobody'");
  });

  test('main sees the sender under the app\'s own address, at the top', async () => {
    expect(await fixture.page.evaluate(() => (window as unknown as PageWindow).fixture.invoke('who'))).toEqual({ url: 'app://iep/', origin: 'app://iep', parent: null, sender: 1 });
  });
});

test.describe('the page\'s world', () => {
  test('the policy the protocol handler sent is enforced', async () => {
    expect(await fixture.page.evaluate(() => document.documentElement.dataset['inline'])).toBe('page script ran');
    await fixture.page.goto(`${PAGE_ORIGIN}/inline`);
    expect(await fixture.page.title()).toBe('Inline');
  });

  test('it is a secure context with a worker that reads from the app\'s origin', async () => {
    expect(await fixture.page.evaluate(() => isSecureContext && new Promise((resolve) => (new Worker('worker.js').onmessage = ({ data }) => resolve(data))))).toBe('served to a worker');
  });

  test('pictures made in the page need no request', async () => {
    const before = await fixture.app.evaluate(() => (process as unknown as EngineProcess).engine.blockedRequests.length);
    expect(await fixture.page.evaluate(async () => {
      const canvas = new OffscreenCanvas(3, 2);
      canvas.getContext('2d');
      const made = await canvas.convertToBlob();
      const asData = await new Promise<string>((resolve) => { const reader = new FileReader(); reader.onload = () => resolve(reader.result as string); reader.readAsDataURL(made); });
      const widthOf = (src: string): Promise<number> => new Promise((resolve, reject) => { const image = new Image(); image.onload = () => resolve(image.width); image.onerror = () => reject(new Error(src)); image.src = src; });
      return [await widthOf(asData), await widthOf(URL.createObjectURL(made))];
    })).toEqual([3, 3]);
    expect(await fixture.app.evaluate(() => (process as unknown as EngineProcess).engine.blockedRequests.length)).toBe(before);
  });

  test('a request to any other host fails and is counted', async () => {
    const before = await fixture.app.evaluate(() => (process as unknown as EngineProcess).engine.blockedRequests.length);
    // The page's policy stops a fetch before it is a request; a window of its own has no policy to help.
    const failed = await fixture.app.evaluate(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false, webPreferences: { partition: 'other', sandbox: true, contextIsolation: true } });
      const reason = await window.loadURL('https://example.com/page').then(() => 'loaded', (error: Error) => error.message);
      window.destroy();
      return reason;
    });
    expect(failed).toBe("ERR_INTERNET_DISCONNECTED (-106) loading 'https://example.com/page'");
    const after = await fixture.app.evaluate(() => (process as unknown as EngineProcess).engine.blockedRequests);
    expect(after.slice(before)).toContainEqual({ url: 'https://example.com/page', from: 'page' });
  });

  test('a request the app\'s own filter cancels never reaches its protocol handler', async () => {
    expect(await fixture.app.evaluate(async ({ BrowserWindow, session }) => {
      const served: string[] = [];
      const filtered = session.fromPartition('filtered');
      filtered.protocol.handle('app', (request) => {
        served.push(request.url);
        return new Response('<!doctype html><title>served</title>', { headers: { 'content-type': 'text/html' } });
      });
      filtered.webRequest.onBeforeRequest((details, answer) => answer({ cancel: details.url.endsWith('/no') }));
      const window = new BrowserWindow({ show: false, webPreferences: { session: filtered, sandbox: true, contextIsolation: true } });
      await window.loadURL('app://iep/yes');
      const refused = await window.loadURL('app://iep/no').then(() => 'loaded', (error: Error) => error.message);
      window.destroy();
      return { served, refused };
    })).toEqual({ served: ['app://iep/yes'], refused: "ERR_BLOCKED_BY_CLIENT (-20) loading 'app://iep/no'" });
  });

  test('a protocol handler answers in its own session only', async () => {
    expect(await fixture.app.evaluate(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false, webPreferences: { partition: 'nobody-answers-here', sandbox: true, contextIsolation: true } });
      const reason = await window.loadURL('app://iep/').then(() => 'loaded', (error: Error) => error.message);
      window.destroy();
      return reason;
    })).toBe("ERR_FAILED (-2) loading 'app://iep/'");
  });

  test('main reaches this computer only', async () => {
    const server = createServer((_request, response) => response.setHeader('connection', 'close').end('the district'));
    const address = await new Promise<string>((resolve) => server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)));
    const said = (url: string): Promise<string> => fixture.app.evaluate(({ net }, to) => net.fetch(to).then((response) => response.text(), (error: Error) => error.message), url);
    expect(await said('https://example.com/')).toBe('net::ERR_INTERNET_DISCONNECTED');
    expect(await said(address)).toBe('the district');
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(await said(address)).toBe('net::ERR_CONNECTION_REFUSED');
  });

  test('every permission is refused', async () => {
    expect(await fixture.page.evaluate(async () => [
      await new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('granted'), (error) => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : `error ${error.code}`))),
      (await navigator.permissions.query({ name: 'notifications' })).state,
      (await navigator.permissions.query({ name: 'clipboard-read' as PermissionName })).state,
    ])).toEqual(['denied', 'denied', 'denied']);
    expect(await fixture.app.evaluate(() => typeof (process as unknown as EngineProcess).engine.handlersOf('meeting')['permissionRequest'])).toBe('function');
  });
});

test.describe('leaving the page', () => {
  test('window.open answers null and main is asked', async () => {
    expect(await fixture.page.evaluate(() => window.open('https://example.com/opened') === null)).toBe(true);
    await expect.poll(() => eventsOf(fixture.app)).toContainEqual(['window-open', 'https://example.com/opened']);
  });

  test('a link to a new window opens none', async () => {
    const chromium = await fixture.page.context().newCDPSession(fixture.page);
    const made = new Promise<string>((resolve) => chromium.on('Target.targetCreated', ({ targetInfo }) => targetInfo.openerId !== undefined && resolve(targetInfo.targetId)));
    const gone: string[] = [];
    chromium.on('Target.targetDestroyed', ({ targetId }) => void gone.push(targetId));
    await chromium.send('Target.setDiscoverTargets', { discover: true });
    await fixture.page.locator('#popup').click();
    const popup = await made;
    await expect.poll(() => gone).toContain(popup);
    expect(await eventsOf(fixture.app)).toContainEqual(['window-open', 'https://example.com/popup']);
    expect(fixture.app.windows()).toHaveLength(1);
  });

  test('will-navigate sees the target and can refuse it; the page stays', async () => {
    await fixture.page.evaluate(() => { document.body.dataset['kept'] = 'typed text'; });
    await fixture.page.locator('#away').click();
    await expect.poll(() => eventsOf(fixture.app)).toContainEqual(['will-navigate', 'https://example.com/']);
    expect(await fixture.page.evaluate(() => [location.pathname, document.body.dataset['kept']])).toEqual(['/', 'typed text']);
  });

  test('a permitted navigation happens and runs the preload again', async () => {
    await fixture.page.locator('#second').click();
    await expect(fixture.page.locator('h1')).toHaveText('Second page');
    expect(await fixture.page.evaluate(() => (window as unknown as PageWindow).fixture.sum(2, 2))).toBe(4);
    expect(await fixture.app.evaluate(() => (globalThis as unknown as { fixture: FixtureState }).fixture.window.webContents.getURL())).toBe('app://iep/second');
  });
});

test.describe('windows', () => {
  for (const [name, value] of [['nodeIntegration', true], ['contextIsolation', false], ['sandbox', false], ['webSecurity', false], ['allowRunningInsecureContent', true], ['webviewTag', true], ['experimentalFeatures', true], ['enableBlinkFeatures', 'Something']] as const) {
    test(`a window with ${name}: ${value} is refused by name`, async () => {
      const refusal = await fixture.app.evaluate(({ BrowserWindow }, preferences) => {
        try {
          new BrowserWindow({ show: false, webPreferences: preferences }).destroy();
          return 'accepted';
        } catch (error) {
          return String(error);
        }
      }, { [name]: value });
      expect(refusal).toContain(`webPreferences.${name}`);
    });
  }

  test('specs can read back what a window was given', async () => {
    expect(await fixture.app.evaluate(() => {
      const { sandbox, contextIsolation, nodeIntegration } = ((globalThis as unknown as { fixture: FixtureState }).fixture.window.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration };
    })).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false });
  });

  test('zoom makes the page\'s viewport smaller', async () => {
    const zoom = (factor: number): Promise<void> => fixture.app.evaluate((_, to) => (globalThis as unknown as { fixture: FixtureState }).fixture.window.webContents.setZoomFactor(to), factor);
    await zoom(2);
    await expect.poll(() => fixture.page.evaluate(() => innerWidth)).toBe(450);
    await zoom(1);
    await expect.poll(() => fixture.page.evaluate(() => innerWidth)).toBe(900);
  });

  test('a crash of the page is told and the page can be loaded again', async () => {
    const reloaded = await fixture.app.evaluate(async ({ BrowserWindow, session }) => {
      const window = new BrowserWindow({ show: false, webPreferences: { session: session.fromPartition('meeting'), sandbox: true, contextIsolation: true } });
      await window.loadURL('app://iep/second');
      const gone = new Promise<string>((resolve) => window.webContents.once('render-process-gone', (_event, details) => resolve(details.reason)));
      window.webContents.forcefullyCrashRenderer();
      const reason = await gone;
      await window.loadURL('app://iep/second');
      const title = await window.webContents.executeJavaScript('document.title');
      window.destroy();
      return [reason, title];
    });
    expect(reloaded).toEqual(['crashed', 'Second']);
  });
});

test.describe('paper', () => {
  const jobs = (): string[] => readdirSync(join(fixture.userDataDir, 'spool')).sort();
  const print = (url: string): Promise<readonly [boolean, string]> => fixture.app.evaluate(async ({ BrowserWindow, session }, address) => {
    const window = new BrowserWindow({ show: false, webPreferences: { session: session.fromPartition('meeting'), sandbox: true, contextIsolation: true } });
    await window.loadURL(address);
    const result = await new Promise<readonly [boolean, string]>((resolve) => window.webContents.print({ silent: true }, (success, reason) => resolve([success, reason])));
    window.destroy();
    return result;
  }, url);

  test('a shown PDF is printed byte for byte', async () => {
    expect(await print('app://iep/paper.pdf')).toEqual([true, '']);
    expect(readFileSync(join(fixture.userDataDir, 'spool', jobs().at(-1) ?? ''), 'latin1')).toMatch(/^%PDF-1\.4\n1 0 obj<<\/Type\/Catalog[^]*%%EOF\n$/);
  });

  test('a page is printed by Chromium, each job as the next number', async () => {
    const before = jobs().length;
    expect(await print('app://iep/second')).toEqual([true, '']);
    expect(jobs()).toHaveLength(before + 1);
    expect(readFileSync(join(fixture.userDataDir, 'spool', jobs().at(-1) ?? ''), 'latin1')).toContain('Skia/PDF');
  });

  test('printToPDF and capturePage give a PDF and a PNG', async () => {
    const made = await fixture.app.evaluate(async () => {
      const { webContents } = (globalThis as unknown as { fixture: FixtureState }).fixture.window;
      const image = await webContents.capturePage();
      return [(await webContents.printToPDF({})).subarray(0, 5).toString(), image.toPNG().subarray(1, 4).toString(), image.getSize().width];
    });
    expect(made).toEqual(['%PDF-', 'PNG', 900]);
  });
});

test.describe('the desktop', () => {
  test('dialogs are cancelled, programs are noted and not started', async () => {
    const answers = await fixture.app.evaluate(async ({ dialog, shell }) => {
      const open = await dialog.showOpenDialog({});
      const save = await dialog.showSaveDialog({});
      await shell.openExternal('https://example.com/help');
      return [open.canceled, save.canceled, (process as unknown as EngineProcess).engine.desktopRequests.at(-1)];
    });
    expect(answers).toEqual([true, true, { what: 'openExternal', argument: 'https://example.com/help' }]);
  });

  test('a menu item is found, read and clicked', async () => {
    expect(await fixture.app.evaluate(({ Menu }) => {
      const clicked: string[] = [];
      Menu.setApplicationMenu(Menu.buildFromTemplate([{ label: 'File', submenu: [{ id: 'print', label: 'Print', accelerator: 'CmdOrCtrl+P', click: (item) => void clicked.push(item.label) }] }]));
      const item = Menu.getApplicationMenu()?.getMenuItemById('print');
      item?.click();
      return [item?.accelerator, clicked];
    })).toEqual(['CmdOrCtrl+P', ['Print']]);
  });

  test('the operating system\'s events reach the app', async () => {
    expect(await fixture.app.evaluate(({ powerMonitor }) => new Promise((resolve) => {
      powerMonitor.once('suspend', () => resolve('suspended'));
      powerMonitor.emit('suspend');
    }))).toBe('suspended');
  });

  test('a secret sealed by the key store opens again and is not in the clear', async () => {
    expect(await fixture.app.evaluate(async ({ safeStorage }) => {
      const sealed = await safeStorage.encryptStringAsync('wrapping key ☂');
      return [await safeStorage.isAsyncEncryptionAvailable(), safeStorage.getSelectedStorageBackend(), sealed.includes('wrapping'), await safeStorage.decryptStringAsync(sealed)];
    })).toEqual([true, 'gnome_libsecret', false, { shouldReEncrypt: false, result: 'wrapping key ☂' }]);
  });
});
