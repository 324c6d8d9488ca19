/** The smallest app that uses of Electron what IEP Desk uses; the contract specs drive it. */
const { app, BrowserWindow, ipcMain, protocol, session } = require('electron');
const path = require('node:path');

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; worker-src 'self'; img-src 'self' data: blob:; base-uri 'none'; form-action 'none'";
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const FILES = {
  '/': ['text/html', '<!doctype html><title>Fixture</title><meta charset="utf-8"><h1>Fixture page</h1><a id="away" href="https://example.com/">away</a> <a id="popup" target="_blank" href="https://example.com/popup">popup</a> <a id="second" href="/second">second</a><script src="page.js"></script>'],
  '/second': ['text/html', '<!doctype html><title>Second</title><h1>Second page</h1>'],
  '/page.js': ['text/javascript', 'globalThis.loadedAt = location.href; document.documentElement.dataset.inline = "page script ran";'],
  '/inline': ['text/html', '<!doctype html><title>Inline</title><h1>Inline page</h1><script>document.title = "inline script ran"</script>'],
  '/worker.js': ['text/javascript', 'fetch("data.txt").then((r) => r.text()).then((text) => postMessage(text))'],
  '/data.txt': ['text/plain', 'served to a worker'],
  '/paper.pdf': ['application/pdf', PDF],
};

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
app.enableSandbox();
globalThis.fixture = { events: [], hold: null, allowNavigation: true };
const note = (name) => (...args) => fixture.events.push([name, ...args.slice(1).map(String)]);

if (!app.requestSingleInstanceLock()) app.quit();
else start();

function start() {
  app.on('second-instance', (_event, argv) => fixture.events.push(['second-instance', argv.at(-1)]));
  app.on('before-quit', (event) => {
    fixture.events.push(['before-quit']);
    if (fixture.hold === 'quit') event.preventDefault();
  });
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(({ url }) => {
      fixture.events.push(['window-open', url]);
      return { action: 'deny' };
    });
  });
  ipcMain.handle('echo', (_event, ...args) => args);
  ipcMain.handle('who', (event) => ({ url: event.senderFrame.url, origin: event.senderFrame.origin, parent: event.senderFrame.parent, sender: event.sender.id }));
  ipcMain.handle('fail', () => { throw new TypeError('no such draft'); });
  ipcMain.handle('give-function', () => () => undefined);
  ipcMain.on('shout', (event, word) => event.sender.send('echoed', word, new Date(0)));

  void app.whenReady().then(() => {
    const memory = session.fromPartition('meeting');
    memory.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
    memory.protocol.handle('app', (request) => {
      const { pathname } = new URL(request.url);
      const file = FILES[pathname];
      fixture.events.push(['served', request.url]);
      if (file === undefined) return new Response('not here', { status: 404 });
      return new Response(file[1], { headers: { 'content-type': file[0], 'content-security-policy': POLICY, 'cross-origin-opener-policy': 'same-origin', 'cache-control': 'no-store' } });
    });
    const window = new BrowserWindow({ width: 900, height: 700, webPreferences: { preload: path.join(__dirname, 'preload.cjs'), session: memory, sandbox: true, contextIsolation: true, nodeIntegration: false } });
    window.webContents.on('will-navigate', (event, url) => {
      fixture.events.push(['will-navigate', url]);
      if (!fixture.allowNavigation || !url.startsWith('app://iep/')) event.preventDefault();
    });
    window.on('close', (event) => {
      fixture.events.push(['close']);
      if (fixture.hold === 'close') event.preventDefault();
    });
    for (const name of ['did-finish-load', 'did-fail-load', 'dom-ready', 'render-process-gone']) window.webContents.on(name, note(name));
    fixture.window = window;
    return window.loadURL('app://iep/');
  });
}
