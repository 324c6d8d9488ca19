/** The window's policy by its effect in a real Chromium: what the page may not do is tried in the page itself, and a walk through the app breaks no rule of it. */
import { createServer, type AddressInfo } from 'node:net';
import { expect, test, type Page } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { PASSPHRASE, SAMPLE, startDesk, type Desk } from './app.ts';

let desk: Desk;
/** Addresses every request of the page named, in order. */
const requested: string[] = [];

interface Main {
  /** What main asked a network for since the start: what it fetches, and where its sockets go. */
  readonly asked: string[];
}

/** Looks on at main's two ways out of this computer, Electron's network and Node's sockets; both go on working. */
async function watchMain({ app }: Desk): Promise<void> {
  await app.evaluate(({ net }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked } satisfies Main);
    const fetch = net.fetch.bind(net);
    net.fetch = ((input: string | Request, init?: RequestInit) => {
      asked.push(typeof input === 'string' ? input : input.url);
      return fetch(input, init);
    }) as typeof net.fetch;
    const sockets = process.getBuiltinModule('node:net').Socket.prototype;
    const connect = Reflect.get(sockets, 'connect') as (...to: unknown[]) => unknown;
    Object.assign(sockets, {
      connect(this: unknown, ...to: unknown[]) {
        const { host = 'localhost', port = '', path = '' } = [to[0]].flat()[0] as { readonly host?: string; readonly port?: number; readonly path?: string };
        asked.push(path === '' ? `${host}:${port}` : path);
        return connect.apply(this, to);
      },
    });
  });
}

const askedByMain = ({ app }: Desk): Promise<readonly string[]> => app.evaluate(() => (globalThis as unknown as Main).asked);

test.beforeAll(async () => {
  desk = await startDesk();
  desk.page.on('request', (request) => requested.push(request.url()));
  await hands.screen(desk.page, 'first-run').waitFor();
  await watchMain(desk);
  await watchViolations(desk.page);
});

test.afterAll(async () => {
  await desk.end();
});

interface Watching {
  violations: string[];
}

async function watchViolations(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watching = window as unknown as Watching;
    watching.violations = [];
    document.addEventListener('securitypolicyviolation', (event) => watching.violations.push(event.effectiveDirective));
  });
}

const violations = (page: Page): Promise<readonly string[]> => page.evaluate(() => (window as unknown as Watching).violations);

/** What a script that got into the page might try; each runs in the page and tells how it ended. */
const TRIES: readonly { readonly what: string; readonly rule: string; readonly run: () => Promise<string> }[] = [
  { what: 'a script written into the page', rule: 'require-trusted-types-for', run: async () => {
    const script = document.createElement('script');
    try {
      script.textContent = 'window.ranInline = true';
    } catch (error) {
      return (error as Error).name;
    }
    document.head.append(script);
    return 'ranInline' in window ? 'ran' : 'silent';
  } },
  { what: 'a handler written as an attribute', rule: 'require-trusted-types-for', run: async () => {
    try {
      document.createElement('button').setAttribute('onclick', 'window.ranAttribute = true');
      return 'made';
    } catch (error) {
      return (error as Error).name;
    }
  } },
  // In a later turn of the loop: the debugging call itself may run text, which is how these tries get into the page.
  { what: 'text run as code', rule: 'require-trusted-types-for', run: () => new Promise((resolve) => {
    setTimeout(() => {
      try {
        // oxlint-disable-next-line no-eval -- the point of this try
        resolve(String(globalThis.eval('1 + 1')));
      } catch (error) {
        resolve((error as Error).name);
      }
    });
  }) },
  { what: 'markup made from text', rule: 'require-trusted-types-for', run: async () => {
    try {
      document.createElement('div').innerHTML = '<img src=x>';
      return 'made';
    } catch (error) {
      return (error as Error).name;
    }
  } },
  { what: 'a worker of another script', rule: 'require-trusted-types-for', run: async () => {
    try {
      return typeof new Worker('data:text/javascript,postMessage(1)');
    } catch (error) {
      return (error as Error).name;
    }
  } },
  { what: 'a second policy that would vouch for anything', rule: 'trusted-types', run: async () => {
    try {
      (window as unknown as { trustedTypes: { createPolicy: (name: string, rules: object) => unknown } }).trustedTypes.createPolicy('open', {});
      return 'made';
    } catch (error) {
      return (error as Error).name;
    }
  } },
  { what: 'a request to a server', rule: 'connect-src', run: () => fetch('https://district.example/records').then(() => 'answered', (error: Error) => error.name) },
  { what: 'a request to a server on this computer', rule: 'connect-src', run: () => fetch('http://127.0.0.1:9/').then(() => 'answered', (error: Error) => error.name) },
  { what: 'a beacon', rule: 'connect-src', run: async () => {
    const told = new Promise<string>((resolve) => document.addEventListener('securitypolicyviolation', () => resolve('refused'), { once: true }));
    navigator.sendBeacon('https://district.example/', 'words');
    return told;
  } },
  { what: 'a picture from a server, whose address could carry words away', rule: 'img-src', run: () => new Promise((resolve) => {
    const image = new Image();
    image.onload = () => resolve('loaded');
    image.onerror = () => resolve('refused');
    image.src = 'https://district.example/pixel.png?words';
  }) },
  { what: 'a style sheet from a server', rule: 'style-src-elem', run: () => new Promise((resolve) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.onload = () => resolve('loaded');
    link.onerror = () => resolve('refused');
    link.href = 'https://district.example/a.css';
    document.head.append(link);
  }) },
  { what: 'a frame', rule: 'frame-src', run: async () => {
    const told = new Promise<string>((resolve) => document.addEventListener('securitypolicyviolation', () => resolve('refused'), { once: true }));
    const frame = document.createElement('iframe');
    frame.src = 'https://district.example/';
    document.body.append(frame);
    const end = await told;
    frame.remove();
    return end;
  } },
  { what: 'a form sent to a server', rule: 'form-action', run: async () => {
    const told = new Promise<string>((resolve) => document.addEventListener('securitypolicyviolation', () => resolve('refused'), { once: true }));
    const form = document.createElement('form');
    form.action = 'https://district.example/';
    form.method = 'post';
    document.body.append(form);
    form.submit();
    const end = await told;
    form.remove();
    return end;
  } },
];

test('a walk through the whole app breaks no rule of its policy and asks no server for anything', async () => {
  const { page } = desk;
  await hands.setUp(page, PASSPHRASE);
  await hands.importFile(page, SAMPLE);
  await hands.press(page, 'History');
  await hands.press(page, /^Read the PDF/);
  await hands.readSheet(page, 1);
  await hands.press(page, 'Home', page.getByRole('navigation', { name: 'Places' }));
  await hands.press(page, 'Settings', page.getByRole('navigation', { name: 'Places' }));
  await hands.screen(page, 'settings').waitFor();
  await hands.press(page, 'Home', page.getByRole('navigation', { name: 'Places' }));
  await hands.press(page, 'Nolan Birchwater');
  await hands.startFuture(page);
  const pages = await hands.pagesInRail(page);
  expect(pages.length).toBeGreaterThanOrEqual(9);
  for (const key of pages) await hands.showPage(page, key);
  expect(await violations(page)).toEqual([]);
  const foreign = requested.filter((url) => !/^(app:\/\/iep\/|https:\/\/iep\.app\.internal\/|blob:|data:image\/)/u.test(url));
  expect(requested.length).toBeGreaterThan(0);
  expect(foreign).toEqual([]);
  expect(await askedByMain(desk)).toEqual([]);
});

test('main asks the district somebody has set and nobody else, and whatever it asks is seen', async () => {
  const { app, page } = desk;
  // A door nobody opens any more.
  const door = createServer();
  await new Promise<void>((resolve) => {
    door.listen(0, '127.0.0.1', resolve);
  });
  const { port } = door.address() as AddressInfo;
  await new Promise((resolve) => {
    door.close(resolve);
  });
  await hands.press(page, 'Settings', page.getByRole('navigation', { name: 'Places' }));
  await hands.fill(page, 'Address', `http://127.0.0.1:${port}`);
  await hands.press(page, 'Use this district');
  await page.locator('[data-failure="unreachable"]').waitFor();
  const asked = await askedByMain(desk);
  expect(asked).toContainEqual(expect.stringMatching(new RegExp(`^http://127\\.0\\.0\\.1:${port}/`, 'u')));
  expect(asked.filter((to) => !to.includes(String(port)))).toEqual([]);
  await app.evaluate((_electron, to) => new Promise((resolve) => {
    process.getBuiltinModule('node:net').connect(to, '127.0.0.1').on('error', resolve);
  }), port);
  expect((await askedByMain(desk)).length).toBeGreaterThan(asked.length);
});

for (const { what, rule, run } of TRIES) {
  test(`the page is refused ${what}`, async () => {
    const { page } = desk;
    const before = (await violations(page)).length;
    expect(['TypeError', 'EvalError', 'refused']).toContain(await page.evaluate(run));
    await expect.poll(async () => (await violations(page)).slice(before)).toContain(rule);
  });
}

test('the page knows nothing of Node or Electron, and its bridge cannot be changed', async () => {
  const { page } = desk;
  const told = await page.evaluate(() => {
    const bridge = (window as unknown as { iep: Record<string, unknown> }).iep;
    const tryTo = (change: () => void): string => {
      try {
        change();
        return 'done';
      } catch (error) {
        return (error as Error).name;
      }
    };
    return {
      known: ['process', 'require', 'module', 'Buffer', 'global'].filter((name) => name in window),
      raw: Object.keys(bridge).filter((key) => ['send', 'invoke', 'ipcRenderer'].includes(key)),
      changed: tryTo(() => { (bridge as { planted?: unknown }).planted = 1; }) === 'done' && 'planted' in bridge,
      opened: window.open('https://district.example/') === null,
    };
  });
  expect(told).toEqual({ known: [], raw: [], changed: false, opened: true });
});

for (const to of ['https://district.example/', 'data:text/html,gone', 'file:///etc/hostname', '/other.html']) {
  test(`the page stays where it is when it is sent to ${to}`, async () => {
    const { page, app } = desk;
    await page.evaluate((address) => {
      (window as unknown as { stayed: string }).stayed = address;
      location.assign(address);
    }, to);
    // A turn of main and one of the page: a navigation that was let through would have begun.
    await app.evaluate(() => new Promise((resolve) => { setImmediate(resolve); }));
    expect(await page.evaluate(() => [(window as unknown as { stayed: string }).stayed, document.querySelector('[data-screen]') !== null])).toEqual([to, true]);
  });
}
