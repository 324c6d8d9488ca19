/** The rules as data: which files a rule looks at, what it says of one text, and a text that breaks it. */

export interface Source {
  /** Path from the root of the project. */
  readonly path: string;
  /** Without comments. */
  readonly text: string;
}

export interface Rule {
  /** A present-tense fact about the product; the number is that of Electron's security checklist. */
  readonly fact: string;
  readonly looksAt: (path: string) => boolean;
  /** At least so many files must be looked at. */
  readonly floor: number;
  readonly breaks: (text: string) => boolean;
  /** A text that breaks the rule. */
  readonly planted: string;
}

const power = (path: string): boolean => /^electron\/.*\.ts$/.test(path);
const page = (path: string): boolean => /^renderer\/.*\.(ts|tsx|html)$/.test(path);
const style = (path: string): boolean => /^renderer\/.*\.css$/.test(path);
/** In a worker thread process.exit ends the thread, not the app. */
const WORKERS: readonly string[] = ['electron/pdf/worker.ts', 'electron/vault/passphrase-worker.ts'];
const product = (path: string): boolean => power(path) || page(path) || /^shared\/.*\.ts$/.test(path);
const never = (pattern: RegExp) => (text: string): boolean => pattern.test(text);

/** Rules about every file of a part of the product. */
export const RULES: readonly Rule[] = [
  { fact: 'the page names no remote address (1)', looksAt: page, floor: 40, breaks: never(/['"`](?:https?|wss?):\/\//), planted: "fetch('https://example.org/font.css')" },
  { fact: 'no style sheet of the page names a remote address (1)', looksAt: style, floor: 30, breaks: never(/https?:|(?:url\(\s*|@import\s+)['"]?\/\//), planted: '.logo { background: url(//example.org/logo.png) }' },
  { fact: 'the page opens no connection (1, 21)', looksAt: page, floor: 40, breaks: never(/\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts)\s*\(/), planted: 'await fetch(url)' },
  { fact: 'no file is loaded from disk by path (18)', looksAt: power, floor: 60, breaks: never(/\bloadFile\s*\(|['"`]file:/), planted: "window.loadFile('index.html')" },
  { fact: 'no Node integration is switched on (2)', looksAt: power, floor: 60, breaks: never(/nodeIntegration\w*\s*:(?!\s*false\b)/), planted: 'nodeIntegrationInWorker: true' },
  { fact: 'isolation, sandbox and web security are never switched off (3, 4, 6)', looksAt: power, floor: 60, breaks: never(/(?:contextIsolation|sandbox|webSecurity)\s*:(?!\s*true\b)/), planted: 'webSecurity: process.argv.length < 3' },
  { fact: 'no insecure content, experimental or Blink feature is allowed (8, 9, 10)', looksAt: power, floor: 60, breaks: never(/allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|appendSwitch|['"`]--?(?:no-sandbox|disable-web-security)/), planted: "app.commandLine.appendSwitch('disable-site-isolation-trials')" },
  { fact: 'there is no webview (11)', looksAt: product, floor: 200, breaks: never(/<webview|webviewTag\s*:(?!\s*false\b)/), planted: 'webviewTag: true' },
  { fact: 'certificate errors are never overridden (30)', looksAt: power, floor: 60, breaks: never(/setCertificateVerifyProc|certificate-error|NODE_TLS_REJECT_UNAUTHORIZED|rejectUnauthorized/), planted: "process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'" },
  { fact: 'no script is made from text', looksAt: product, floor: 200, breaks: never(/\beval\s*\(|new Function\s*\(|executeJavaScript|insertCSS|dangerouslySetInnerHTML|\.innerHTML\b|insertAdjacentHTML|document\.write\s*\(/), planted: 'element.innerHTML = words' },
  { fact: 'no spelling dictionary is fetched (25)', looksAt: power, floor: 60, breaks: never(/setSpellCheckerDictionaryDownloadURL|setSpellCheckerLanguages|spellcheck\s*:(?!\s*false\b)/), planted: 'spellcheck: true' },
  { fact: 'no crash report leaves the computer (27)', looksAt: power, floor: 60, breaks: never(/crashReporter/), planted: "crashReporter.start({ submitURL: 'x' })" },
  { fact: 'the product knows no test and no switch of the environment', looksAt: power, floor: 60, breaks: never(/process\.env\b|NODE_ENV|import\.meta\.env|VITEST|PLAYWRIGHT/), planted: "if (process.env['IEP_TEST'])" },
  { fact: 'nothing is written to a console, which other programs may keep', looksAt: product, floor: 200, breaks: never(/\bconsole\.\w+\s*\(/), planted: 'console.log(document)' },
  { fact: 'the app never ends without its two phases, except when it could not start', looksAt: (path) => power(path) && !WORKERS.includes(path) && path !== 'electron/lifecycle/ask-user.ts', floor: 60, breaks: never(/\bapp\.exit\s*\(|process\.exit\s*\(/), planted: 'app.exit(0)' },
];

export interface Holder {
  readonly what: string;
  readonly pattern: RegExp;
  readonly file: string;
}

/** What must stand in exactly one file, exactly once. */
export const HOLDERS: readonly Holder[] = [
  { what: 'the bridge is exposed (20)', pattern: /exposeInMainWorld\s*\(/g, file: 'electron/preload.ts' },
  { what: 'a browser is asked to open an address (15)', pattern: /shell\.openExternal\s*\(/g, file: 'electron/window/help-links.ts' },
  { what: 'calls of the page are bound (17)', pattern: /ipcMain\.\w+\s*\(/g, file: 'electron/ipc/registrar.ts' },
  { what: 'the scheme is declared (18)', pattern: /registerSchemesAsPrivileged\s*\(/g, file: 'electron/window/protocol.ts' },
  { what: 'the sandbox is forced (4)', pattern: /app\.enableSandbox\s*\(/g, file: 'electron/main.ts' },
];

/** In main, each stands before the next: nothing that opens a page may come before what hardens it, and the vault comes after the instance lock (29). */
export const ORDER: readonly RegExp[] = [/app\.enableSandbox\(\)/, /declareScheme\(\);/, /if \(becomeOnlyInstance\(/, /app\.whenReady\(\)/];
/** The same inside `openWorlds`. */
export const WORLDS_ORDER: readonly RegExp[] = [/hardenSession\(pageSession/, /hardenSession\(paperSession/, /hardenApp\(app/, /servePage\(/];
/** In `start`, where the worlds of the window are opened first. */
export const START_ORDER: readonly RegExp[] = [/= openWorlds\(\)/, /createVault\(/, /registerCalls\(/, /\bshow\(\);/];

/** Comments may name what code must not: they are cut before a rule reads. String contents stay. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`\\(])\/\/.*$/gm, '$1');
}

/** True when each pattern is found, and each after the one before it. */
export function standsInOrder(text: string, order: readonly RegExp[]): boolean {
  const places = order.map((pattern) => text.search(pattern));
  return places.every((place, i) => place >= 0 && (i === 0 || place > (places[i - 1] ?? 0)));
}
