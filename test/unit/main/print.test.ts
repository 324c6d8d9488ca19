import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type * as Files from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { printPreferences } from '../../../electron/window/preferences.ts';
import { createPrintShelf } from '../../../electron/window/print-shelf.ts';

interface PrintOptions { readonly silent: boolean; readonly pageSize: string }

const system = vi.hoisted(() => ({
  printers: 1, loads: true, success: true, reason: '', canceled: false, filePath: '', folder: '', closes: false, onLoad: (_address: string): void => undefined,
  windows: [] as { readonly options: { readonly title: string; readonly webPreferences: unknown }; destroyed: boolean }[], asked: [] as PrintOptions[], suggested: [] as string[],
}));
vi.mock('electron', () => ({
  BrowserWindow: class {
    private readonly made: (typeof system.windows)[number];
    readonly webContents = {
      getPrintersAsync: async () => Array.from({ length: system.printers }, () => ({})),
      print: (options: PrintOptions, done: (success: boolean, reason: string) => void) => { system.asked.push(options); if (system.closes) this.closed(); else done(system.success, system.reason); },
    };
    constructor(options: (typeof system.windows)[number]['options']) {
      this.made = { options, destroyed: false };
      system.windows.push(this.made);
    }
    async loadURL(address: string) {
      if (!system.loads) throw new Error('ERR_FAILED');
      system.onLoad(address);
    }
    private closed = (): void => undefined;
    once(_event: 'closed', run: () => void) { this.closed = run; }
    show() { return undefined; }
    isDestroyed() { return this.made.destroyed; }
    destroy() { this.made.destroyed = true; }
  },
  dialog: { showSaveDialog: async (options: { readonly defaultPath: string }) => { system.suggested.push(options.defaultPath); return { canceled: system.canceled, filePath: system.filePath }; }, showOpenDialog: async () => ({ canceled: system.canceled, filePaths: [system.folder] }) },
}));
const TOO_LARGE = Symbol('too large');
vi.mock('node:fs/promises', async (original) => {
  const files = await original<typeof Files>();
  const writeFile: typeof files.writeFile = async (path, data, options) => {
    if (!(typeof data === 'object' && TOO_LARGE in data)) return files.writeFile(path, data, options);
    await files.writeFile(path, '%PDF-', options);
    throw Object.assign(new Error('There is no room.'), { code: 'EDQUOT' });
  };
  return { ...files, writeFile };
});
const { createPrinter } = await import('../../../electron/pdf/print.ts');
const { createSaver } = await import('../../../electron/exchange/dialogs.ts');

const PDF = Buffer.from('%PDF-1.7 finished');
beforeEach(() => {
  Object.assign(system, { printers: 1, loads: true, success: true, reason: '', canceled: false, filePath: '', folder: '', closes: false, onLoad: () => undefined });
  for (const list of [system.windows, system.asked, system.suggested]) list.length = 0;
});

describe('printing', () => {
  function printer() {
    let id = 0;
    const shelf = createPrintShelf({ bytes: (count) => new Uint8Array(count), id: () => `token${(id += 1)}` });
    const addresses: string[] = [];
    system.onLoad = (address) => void addresses.push(address);
    return { shelf, addresses, print: () => createPrinter(shelf, () => null).print(PDF, 'IEP Desk ABC234') };
  }

  test('the finished PDF goes to the system\'s print dialog on Letter paper, from memory, in a hardened window that closes afterwards', async () => {
    const { shelf, addresses, print } = printer();
    let served: Uint8Array | undefined;
    system.onLoad = (address) => { addresses.push(address); served = shelf.take(address); };
    expect(await print()).toBe('sent');
    expect(addresses).toEqual(['app://iep/print/token1.pdf']);
    expect(served).toEqual(PDF);
    expect(system.asked).toEqual([{ silent: false, printBackground: true, pageSize: 'Letter' }]);
    expect(system.windows).toMatchObject([{ options: { title: 'IEP Desk ABC234', webPreferences: printPreferences() }, destroyed: true }]);
  });

  test.each([
    ['no printer is installed', { printers: 0 }, 'noPrinter'], ['the window cannot show the PDF', { loads: false }, 'noPrinter'], ['the user closes the dialog', { success: false, reason: 'Print job canceled' }, 'cancelled'], ['the user closes the window under the dialog', { closes: true }, 'cancelled'], ['the printer fails', { success: false, reason: 'Print job failed' }, 'noPrinter'],
  ] as const)('when %s the answer says so, the window closes and no PDF stays behind', async (_what, state, answer) => {
    const { shelf, print } = printer();
    Object.assign(system, state);
    expect(await print()).toBe(answer);
    expect(system.windows.map((window) => window.destroyed)).toEqual([true]);
    expect(shelf.take('app://iep/print/token1.pdf')).toBeUndefined();
  });
});

describe('the printers of the system', () => {
  const shelf = createPrintShelf({ bytes: (count) => new Uint8Array(count), id: () => 'token' });
  const named = (getPrintersAsync: () => Promise<readonly { readonly displayName: string }[]>) => createPrinter(shelf, () => ({ webContents: { getPrintersAsync } }) as never).printers();

  test('are told by the names people know, through the window at hand', async () => {
    expect(await named(async () => [{ displayName: 'Room 12' }, { displayName: 'Office' }])).toEqual(['Room 12', 'Office']);
    expect(system.windows).toEqual([]);
  });

  test('are none while there is no window, or when the system does not answer', async () => {
    expect(await createPrinter(shelf, () => null).printers()).toEqual([]);
    expect(await named(async () => { throw new Error('The print system is down.'); })).toEqual([]);
  });
});

describe('saving a copy', () => {
  let folder = '';
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'iep-save-')); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const save = () => createSaver(() => null).savePdf(PDF, 'IEP copy 2027-09-29.pdf');

  test('writes where the user pointed, for this user only', async () => {
    system.filePath = join(folder, 'copy.pdf');
    expect(await save()).toEqual({ ok: true, value: { saved: true } });
    expect(system.suggested).toEqual(['IEP copy 2027-09-29.pdf']);
    expect(readFileSync(system.filePath)).toEqual(PDF);
    expect(statSync(system.filePath).mode & 0o077).toBe(0);
  });

  test('a cancelled dialog writes nothing; a folder that is gone is a named failure', async () => {
    system.canceled = true;
    expect(await save()).toEqual({ ok: true, value: { saved: false } });
    Object.assign(system, { canceled: false, filePath: join(folder, 'gone', 'copy.pdf') });
    expect(await save()).toMatchObject({ ok: false, failure: { code: 'diskTrouble' } });
  });

  /** A disk on which this PDF does not fit: it takes half of it. */
  const tooLarge = () => Object.assign(Buffer.from('%PDF-1.7 too large'), { [TOO_LARGE]: true });

  test('a PDF for which there is no room leaves what had its name as it was, and nothing half written', async () => {
    system.filePath = join(folder, 'copy.pdf');
    writeFileSync(system.filePath, 'an older copy');
    expect(await createSaver(() => null).savePdf(tooLarge(), 'copy.pdf')).toMatchObject({ failure: { code: 'diskFull' } });
    expect(readdirSync(folder)).toEqual(['copy.pdf']);
    expect(readFileSync(system.filePath, 'utf8')).toBe('an older copy');
    expect(await save()).toMatchObject({ ok: true });
    expect(readdirSync(folder)).toEqual(['copy.pdf']);
    expect(readFileSync(system.filePath)).toEqual(PDF);
  });

  test('several PDFs are all there, beside what has their names, or none of them is', async () => {
    system.folder = folder;
    writeFileSync(join(folder, 'a.pdf'), 'of somebody else');
    const several = (last: Uint8Array) => createSaver(() => null).savePdfs('Where to?', [{ pdf: PDF, name: 'a.pdf' }, { pdf: last, name: 'b.pdf' }]);
    expect(await several(tooLarge())).toMatchObject({ failure: { code: 'diskFull' } });
    expect(readdirSync(folder)).toEqual(['a.pdf']);
    expect(await several(PDF)).toEqual({ ok: true, value: ['a (2).pdf', 'b.pdf'] });
    expect(readFileSync(join(folder, 'a.pdf'), 'utf8')).toBe('of somebody else');
  });
});
