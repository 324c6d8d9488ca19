/** Start-up of the main process, readable top to bottom: one instance, the hardened window, the rooms, the bridge, then the page. */
import './strict-first.ts';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, session as sessions, type BrowserWindow } from 'electron';
import { replay } from '../shared/flow/replay.ts';
import { createLog } from './diagnostics/log.ts';
import { createSaver } from './exchange/dialogs.ts';
import { goalHandlers } from './ipc/handlers/goals.ts';
import { libraryHandlers } from './ipc/handlers/library.ts';
import { progressHandlers } from './ipc/handlers/progress.ts';
import { readinessHandlers } from './ipc/handlers/readiness.ts';
import { recordHandlers } from './ipc/handlers/records.ts';
import { sessionHandlers } from './ipc/handlers/session.ts';
import { vaultHandlers } from './ipc/handlers/vault.ts';
import { wordHandlers, type ReadDictionary } from './ipc/handlers/words.ts';
import { createKnownWindows, registerCalls } from './ipc/registrar.ts';
import { askToLeave, tellStartFailed } from './lifecycle/ask-user.ts';
import { createAutoLock } from './lifecycle/auto-lock.ts';
import { createFlush } from './lifecycle/flush.ts';
import { createQuit } from './lifecycle/quit.ts';
import { markRun } from './lifecycle/run-marker.ts';
import { becomeOnlyInstance } from './lifecycle/single-instance.ts';
import { systemEvents } from './lifecycle/system-events.ts';
import { readFonts } from './pdf/fonts.ts';
import { createPdfJudge } from './pdf/judge.ts';
import { createPrinter } from './pdf/print.ts';
import { createPaperService } from './pdf/service.ts';
import type { Timer } from './ports/computer.ts';
import type { OpenVault } from './ports/open-vault.ts';
import type { RememberedRecords } from './ports/packages.ts';
import type { PdfJudge } from './ports/paper.ts';
import type { SyncService } from './ports/sync.ts';
import type { Tools } from './records/rooms.ts';
import { createSession } from './records/session.ts';
import { openSettings } from './settings/settings.ts';
import { electronHttp } from './sync/http.ts';
import { createLibraryDelivery } from './sync/library-delivery.ts';
import { createSync } from './sync/sync.ts';
import { withLibrary } from './sync/with-library.ts';
import { systemClock } from './vault/clock.ts';
import { createDeviceSecret } from './vault/device-secret.ts';
import { createDisk } from './vault/disk.ts';
import { createKeyDerivation } from './vault/passphrase.ts';
import { systemRandom } from './vault/random.ts';
import { createVault } from './vault/vault.ts';
import { hardenApp, hardenSession, pageRequest, paperRequest } from './window/hardening.ts';
import { openHelp } from './window/help-links.ts';
import { openMeetingWindow } from './window/meeting-window.ts';
import { setMenu } from './window/menu.ts';
import { MEETING_PARTITION, PRINT_PARTITION } from './window/preferences.ts';
import { createPrintShelf } from './window/print-shelf.ts';
import { declareScheme, servePage, servePaper } from './window/protocol.ts';

/** Milliseconds after which a print job counts as hung: a 500-sheet packet takes a few seconds. */
const PAPER_TIMEOUT_MS = 120_000;
/** Milliseconds a PDF somebody took in may take to open: thousands of pages take a few seconds. */
const JUDGE_TIMEOUT_MS = 60_000;

const timer: Timer = {
  after: (ms, run) => {
    const pending = setTimeout(run, ms);
    return () => clearTimeout(pending);
  },
};

const windows = createKnownWindows();
let window: BrowserWindow | null = null;

/** Files the bundler puts beside main. */
function beside(name: string): string {
  return join(__dirname, name);
}

/** The window's two worlds: the page from the bundle, finished PDFs from memory; nothing else loads and nothing is kept on disk. */
function openWorlds(): ReturnType<typeof createPrintShelf> {
  const pageSession = sessions.fromPartition(MEETING_PARTITION, { cache: false });
  const paperSession = sessions.fromPartition(PRINT_PARTITION, { cache: false });
  const shelf = createPrintShelf(systemRandom);
  hardenSession(pageSession, pageRequest);
  hardenSession(paperSession, paperRequest);
  hardenApp(app, () => paperSession);
  servePage(pageSession, join(__dirname, '../renderer'));
  servePaper(paperSession, shelf);
  return shelf;
}

/** The district of an open vault: its records, and the documents it hands out. */
function syncWith(vault: OpenVault, records: RememberedRecords, judge: PdfJudge): SyncService {
  const parts = { vault, http: electronHttp(), clock: systemClock, timer, random: systemRandom };
  return withLibrary(createSync({ ...parts, records }), createLibraryDelivery({ ...parts, judge, changed: () => windows.notify('library', { at: systemClock.now() }) }));
}

async function start(): Promise<void> {
  const profile = app.getPath('userData');
  const marker = markRun(profile);
  const log = createLog(join(profile, 'logs'), systemClock);
  log('started', { previousRun: marker.previousRun });

  const shelf = openWorlds();

  // The rooms.
  const disk = createDisk();
  const paper = createPaperService({ workerCode: readFileSync(beside('pdf-worker.cjs'), 'utf8'), fonts: await readFonts(beside('fonts'), async (path) => readFileSync(path)), timeoutMs: PAPER_TIMEOUT_MS, timer });
  const deviceSecret = createDeviceSecret();
  const settings = await openSettings(disk, join(profile, 'settings.json'));
  const vault = createVault({ root: join(profile, 'vault'), disk, clock: systemClock, random: systemRandom, deviceSecret, keyDerivation: createKeyDerivation(readFileSync(beside('passphrase-worker.cjs'), 'utf8')), fold: replay });
  const pdfJudge = createPdfJudge({ workerCode: readFileSync(beside('pdf-opening-worker.cjs'), 'utf8'), timeoutMs: JUDGE_TIMEOUT_MS, timer });
  const tools: Tools = {
    clock: systemClock, random: systemRandom, paper, pdfJudge, printer: createPrinter(shelf, () => window), saver: createSaver(() => window), vault, deviceSecret, settings,
    openSync: (open, records) => syncWith(open, records, pdfJudge),
    notify: windows.notify, log, version: app.getVersion(),
  };
  const session = createSession(tools);

  // Leaving and locking.
  const flush = createFlush(windows.notify, systemRandom, timer, () => windows.ids.size > 0);
  const autoLock = createAutoLock({ session, flush, events: systemEvents(), timer, idleMinutes: () => settings.get().idleMinutes, log });
  const quit = createQuit({
    flush, session, log,
    askUser: (flushed) => askToLeave(window, flushed),
    closeRest: async () => {
      autoLock.stop();
      await paper.close();
      marker.endedWell();
    },
    leave: () => app.quit(),
  });
  app.on('before-quit', quit.beforeQuit);
  app.on('window-all-closed', () => app.quit());

  // The bridge, the menu, the page.
  const readDictionary: ReadDictionary = async (language) => new Uint8Array(await readFile(beside(`dictionaries/${language}.trie.gz`)));
  registerCalls({
    handlers: { ...sessionHandlers({ session, settings, flushed: flush.answered, lockNow: () => autoLock.lockNow('user'), openHelp }), ...recordHandlers(session), ...progressHandlers(session), ...goalHandlers(session), ...libraryHandlers(session), ...vaultHandlers({ session, vault, clock: systemClock, chooseFolder: tools.saver.chooseFolder }), ...wordHandlers(session, readDictionary), ...readinessHandlers({ session, vault, readDictionary, freeBytes: () => disk.freeBytes(profile) }) },
    isUnlocked: session.isOpen, knownWindows: windows.ids, log,
  });
  setMenu((id) => windows.notify('command', { id }));
  const show = (): void => {
    const opened = openMeetingWindow(join(__dirname, '../preload/preload.cjs'));
    window = opened;
    windows.add(opened.webContents);
    // Closing the window is quitting, with both phases before the page is gone.
    opened.on('close', (event) => {
      if (!session.isOpen()) return;
      event.preventDefault();
      app.quit();
    });
    opened.on('closed', () => {
      if (window === opened) window = null;
    });
    // A page that crashed is made anew; the drafts are main's, so nothing acknowledged is lost.
    opened.webContents.on('render-process-gone', (_event, { reason }) => {
      log('rendererGone', { reason });
      if (reason === 'clean-exit') return;
      // The new window first: with none left the app would take the crash for the user's wish to quit.
      show();
      opened.destroy();
    });
  };
  show();
}

app.enableSandbox();
declareScheme();
if (becomeOnlyInstance(() => window, () => windows.notify('secondStart', { at: systemClock.now() }))) {
  void app.whenReady().then(start).catch(tellStartFailed);
} else {
  app.quit();
}
