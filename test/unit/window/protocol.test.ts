import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { fileFor, isOwnAddress, isPageAddress } from '../../../electron/window/address.ts';
import { PAGE_POLICY, PAPER_POLICY, policyText } from '../../../electron/window/policy.ts';
import { createPrintShelf } from '../../../electron/window/print-shelf.ts';

const declared = vi.hoisted(() => ({ schemes: [] as unknown[] }));
vi.mock('electron', () => ({ protocol: { registerSchemesAsPrivileged: (schemes: unknown[]) => declared.schemes.push(...schemes) } }));
const { answerPage, answerPaper, declareScheme, servePage } = await import('../../../electron/window/protocol.ts');

let folder = '';
let root = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'iep-protocol-'));
  root = join(folder, 'renderer');
  mkdirSync(join(root, 'assets'), { recursive: true });
  mkdirSync(join(folder, 'renderer-other'));
  writeFileSync(join(root, 'index.html'), '<p>page</p>');
  for (const name of ['a.js', 'a.css', 'a.woff2', 'a.svg', 'a.json', 'a.mjs']) writeFileSync(join(root, 'assets', name), name);
  writeFileSync(join(root, 'assets', 'a.exe'), 'never served');
  writeFileSync(join(folder, 'secret.js'), 'SECRET');
  writeFileSync(join(folder, 'renderer-other', 'a.js'), 'SECRET');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const get = (url: string) => ({ method: 'GET', url });

/** Ways to leave the folder, tried on every system the app runs on. */
const CLIMBS = [
  '../secret.js', 'assets/../../secret.js', './../secret.js', '..%2fsecret.js', '%2e%2e/secret.js', '%2e%2e%2fsecret.js', '%2E%2E/secret.js', '.%2e/secret.js', '%252e%252e/secret.js', '%252e%252e%252fsecret.js',
  '..%5csecret.js', '..\\secret.js', 'assets\\..\\..\\secret.js', '%5c..%5csecret.js', '..%c0%afsecret.js', '%uff0e%uff0e/secret.js', 'index.html%00.js', 'index.html\0.js', '%00', 'assets/%00/a.js', '../renderer-other/a.js',
  '%2e%2e/renderer-other/a.js', '/etc/passwd', '//etc/passwd', '/%2fetc/passwd', 'C:/Windows/win.ini', 'C:%5cWindows%5cwin.ini', 'c|/windows/win.ini', '//server/share/a.js', '\\\\server\\share\\a.js', '%5c%5cserver%5cshare', 'assets//a.js',
  'assets/./a.js', '...', '.../a.js', '.env', '.git/config', 'assets/.hidden.js', 'assets/a.js.', 'assets/a.js%20', 'assets/a.js::$DATA', 'assets/a.js:stream.js', '~/a.js', 'assets/a..js', 'CON:', 'assets/', 'assets', 'assets/a.exe', 'file:///etc/passwd',
];

describe('what an address of the page means', () => {
  test('files of the bundle are found, with or without a query or hash', () => {
    for (const url of ['app://iep/index.html', 'app://iep/', 'app://iep/index.html#/student/x', 'app://iep/index.html?x=../../y']) expect(fileFor(url, root)).toEqual({ ok: true, path: join(root, 'index.html'), contentType: 'text/html; charset=utf-8' });
    expect(fileFor('app://iep/assets/a.js', root)).toEqual({ ok: true, path: join(root, 'assets/a.js'), contentType: 'text/javascript; charset=utf-8' });
  });

  test.each(CLIMBS)('%j means no file', (path) => {
    expect(fileFor(`app://iep/${path}`, root)).toEqual({ ok: false });
  });

  test.each(['app://iep.evil/index.html', 'app://evil/index.html', 'app://iep@evil/index.html', 'app://evil@iep/index.html', 'app://iep:80/index.html', 'app:///index.html', 'app:iep/index.html', 'APP://evil/index.html', 'https://iep/index.html', 'file:///iep/index.html', 'iep/index.html', ''])('%j is not our host', (url) => {
    expect(fileFor(url, root)).toEqual({ ok: false });
    expect(isOwnAddress(url)).toBe(false);
    expect(isPageAddress(url)).toBe(false);
  });
});

describe('the answers of app://', () => {
  test.each([['index.html', 'text/html; charset=utf-8'], ['assets/a.js', 'text/javascript; charset=utf-8'], ['assets/a.mjs', 'text/javascript; charset=utf-8'], ['assets/a.css', 'text/css; charset=utf-8'], ['assets/a.woff2', 'font/woff2'], ['assets/a.svg', 'image/svg+xml'], ['assets/a.json', 'application/json; charset=utf-8']])('%s comes as %s under the policy', async (path, type) => {
    const answer = await answerPage(get(`app://iep/${path}`), root);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('content-security-policy')).toBe(policyText(PAGE_POLICY));
    expect((await answer.text()).length).toBeGreaterThan(0);
  });

  test.each([[405, 'POST', 'index.html'], [405, 'HEAD', 'index.html'], [405, 'PUT', 'assets/a.js'], [403, 'GET', '../secret.js'], [404, 'GET', 'assets/missing.js']])('a refusal (%i) carries the policy too and no body', async (status, method, path) => {
    const answer = await answerPage({ method, url: `app://iep/${path}` }, root);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-security-policy')).toBe(policyText(PAGE_POLICY));
    expect(await answer.text()).toBe('');
  });

  test('no climb reads a byte from beside the bundle', async () => {
    expect(CLIMBS.length).toBeGreaterThan(40);
    for (const path of CLIMBS) {
      const answer = await answerPage(get(`app://iep/${path}`), root);
      expect([path, answer.status]).toEqual([path, 403]);
      expect(await answer.text()).toBe('');
    }
  });

  test('the session hands every app:// request to this answer', async () => {
    const handlers = new Map<string, (request: { method: string; url: string }) => Promise<Response>>();
    servePage({ protocol: { handle: (scheme: string, handler: never) => handlers.set(scheme, handler) } } as never, root);
    expect([...handlers.keys()]).toEqual(['app']);
    expect((await handlers.get('app')?.(get('app://iep/index.html')))?.status).toBe(200);
  });

  test('the scheme is declared standard and secure, and gets no right to skip the policy or to run service workers', () => {
    declareScheme();
    expect(declared.schemes).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
  });
});

describe('finished PDFs in memory', () => {
  const shelf = createPrintShelf({ bytes: (count) => new Uint8Array(count), id: () => 'token' });

  test('an address yields its PDF once, under the policy of paper', async () => {
    const address = shelf.put(Buffer.from('%PDF-1.7'));
    expect(address).toBe('app://iep/print/token.pdf');
    const first = answerPaper(get(address), shelf);
    expect([first.status, first.headers.get('content-type'), first.headers.get('content-security-policy')]).toEqual([200, 'application/pdf', policyText(PAPER_POLICY)]);
    expect(await first.text()).toBe('%PDF-1.7');
    expect(answerPaper(get(address), shelf).status).toBe(404);
  });

  test('a PDF nobody fetched is forgotten, and only GET is answered', () => {
    const address = shelf.put(Buffer.from('%PDF-1.7'));
    expect(answerPaper({ method: 'POST', url: address }, shelf).status).toBe(405);
    shelf.drop(address);
    expect(answerPaper(get(address), shelf).status).toBe(404);
  });

  test('the page cannot reach the shelf: under the page\'s own answers /print/ is just a missing file', async () => {
    const address = shelf.put(Buffer.from('%PDF-1.7'));
    expect((await answerPage(get(address), root)).status).not.toBe(200);
  });
});
