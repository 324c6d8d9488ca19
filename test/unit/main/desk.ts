/**
 * The main process without Electron: the real session, handlers and vault on a real folder, the real shared code and the real sync; only the
 * PDF worker, the printer, the dialogs and the network are replaced.
 */
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { answer, type Handlers } from '../../../electron/ipc/answer.ts';
import { goalHandlers } from '../../../electron/ipc/handlers/goals.ts';
import { libraryHandlers } from '../../../electron/ipc/handlers/library.ts';
import { progressHandlers } from '../../../electron/ipc/handlers/progress.ts';
import { readinessHandlers } from '../../../electron/ipc/handlers/readiness.ts';
import { recordHandlers } from '../../../electron/ipc/handlers/records.ts';
import { sessionHandlers } from '../../../electron/ipc/handlers/session.ts';
import { vaultHandlers } from '../../../electron/ipc/handlers/vault.ts';
import { wordHandlers } from '../../../electron/ipc/handlers/words.ts';
import type { DeviceSecret, Disk } from '../../../electron/ports/computer.ts';
import type { Http } from '../../../electron/ports/sync.ts';
import type { PaperJob, PaperService, PdfJudge, PrintPort } from '../../../electron/ports/paper.ts';
import type { Tools } from '../../../electron/records/rooms.ts';
import { createSession, type Session } from '../../../electron/records/session.ts';
import { verdictOf } from '../../../electron/pdf/judge.ts';
import { openSettings } from '../../../electron/settings/settings.ts';
import { createLibraryDelivery } from '../../../electron/sync/library-delivery.ts';
import { createSync } from '../../../electron/sync/sync.ts';
import { withLibrary } from '../../../electron/sync/with-library.ts';
import { createDisk } from '../../../electron/vault/disk.ts';
import { systemRandom } from '../../../electron/vault/random.ts';
import type { KeyDerivation } from '../../../electron/vault/passphrase.ts';
import { createVault } from '../../../electron/vault/vault.ts';
import type { Channel, Input, Output, Reply } from '../../../shared/bridge/contract.ts';
import type { Profile } from '../../../shared/bridge/session.ts';
import type { SpellingLanguage } from '../../../shared/bridge/words.ts';
import { replay } from '../../../shared/flow/replay.ts';
import { pageKeysOf } from '../../../shared/iep/page-keys.ts';
import { fail, ok, type FailureCode } from '../../../shared/words/failures.ts';
import { createKeyStore, createTestClock, PASSPHRASE, quickDerivation, type TestClock } from '../../crash/rig.ts';
import { keepingBuiltIns } from '../../fixtures/built-ins.ts';
import sample from '../../fixtures/sample-iep.json';
import { handTimer } from '../lifecycle/rig.ts';

export const SAMPLE = Buffer.from(JSON.stringify(sample));
/** 350 days after the meeting of the sample, in the forenoon of the district. */
export const START = '2027-09-29T16:00:00.000Z';
export const CASE_MANAGER: Profile = { staffId: 'st1', name: 'Rosalind Achterberg', role: 'caseManager', area: 'specialEducation', title: 'Education Specialist (resource)' };
export const SPEECH: Profile = { staffId: 'st2', name: 'Percival Odumegwu', role: 'relatedServiceProvider', area: 'communication', title: 'Speech-Language Pathologist' };

export const SYSTEM_MANAGER: Profile = { staffId: 'dsm1', name: 'Marguerite Solano', role: 'districtSystemManager', area: '', title: 'District System Manager' };

/** The sample as the bytes of a file, changed first. */
export function sampleFile(change: (sample: Record<string, never>) => void = () => undefined): Uint8Array<ArrayBuffer> {
  const sample = JSON.parse(SAMPLE.toString('utf8')) as Record<string, never>;
  change(sample);
  return new Uint8Array(Buffer.from(JSON.stringify(sample)));
}

export interface FakePaper extends PaperService {
  readonly jobs: PaperJob[];
  /** Papers laid out ahead for a draft that was opened, since the last lock. */
  readonly warmed: PaperJob[];
  /** Runs while a PDF is being made, once. */
  meanwhile: () => Promise<void>;
  fails: boolean;
  /** Several papers in one file cannot be made. */
  togetherFails: boolean;
  /** Signs no font has, as the worker reports them. */
  lacks: string[];
}

export function pdfOf(job: PaperJob): Uint8Array {
  return Buffer.from(`%PDF-1.7 ${job.kind} ${job.code} ${job.contentHash} ${job.printedAt} ${job.affirmedOn ?? ''}`);
}

function fakePaper(draw: (job: PaperJob) => Uint8Array | Promise<Uint8Array>): FakePaper {
  const jobs: PaperJob[] = [];
  const warmed: PaperJob[] = [];
  const paper: FakePaper = {
    jobs, warmed, fails: false, togetherFails: false, lacks: [], meanwhile: async () => undefined,
    make: async (job) => {
      jobs.push(job);
      const { meanwhile } = paper;
      paper.meanwhile = async () => undefined;
      await meanwhile();
      if (paper.fails) return fail('paperFailed');
      return ok({ pdf: await draw(job), sheets: 12, pages: job.only ?? pageKeysOf(job.document), audit: { layout: 'full', charactersIn: 9, charactersPlaced: 9, missingGlyphs: paper.lacks } });
    },
    library: async ({ paper: name, language, printedAt }) => (paper.fails ? fail('paperFailed') : ok({ pdf: Buffer.from(`%PDF-1.7 ${name} ${language} ${printedAt}`), sheets: 1, pages: [name], audit: { layout: 'full', charactersIn: 9, charactersPlaced: 9, missingGlyphs: [] } })),
    together: async (together) => {
      if (paper.fails || paper.togetherFails) return fail('paperFailed');
      return ok(Buffer.concat(together.map(pdfOf)));
    },
    warm: (job) => {
      if (job !== undefined) warmed.push(job);
    },
    forget: async () => {
      warmed.length = 0;
    },
    close: async () => undefined,
  };
  return paper;
}

export interface Desk {
  readonly call: <C extends Channel>(channel: C, ...input: undefined extends Input<C> ? [] : [Input<C>]) => Promise<Reply<Output<C>>>;
  /** The value of a call that must succeed. */
  readonly get: <C extends Channel>(channel: C, ...input: undefined extends Input<C> ? [] : [Input<C>]) => Promise<Output<C>>;
  readonly session: Session;
  readonly paper: FakePaper;
  readonly clock: TestClock;
  readonly printed: Uint8Array[];
  /** What the printer answers next, or how it comes to its answer; with nothing left it prints. */
  readonly answers: (Awaited<ReturnType<PrintPort['print']>> | (() => ReturnType<PrintPort['print']>))[];
  readonly saved: { readonly pdf: Uint8Array; readonly name: string }[];
  readonly notices: { readonly name: string; readonly notice: unknown }[];
  readonly requests: string[];
  readonly folder: string;
  /** What the next folder dialogs answer; with none left they are cancelled. */
  readonly folders: string[];
  /** Printers the system knows. */
  readonly printers: string[];
  readonly dictionaries: Record<SpellingLanguage, Uint8Array<ArrayBuffer>>;
  /** Every file of the profile with its digest: equal pictures mean an untouched disk. */
  readonly picture: () => Readonly<Record<string, string>>;
  /** Starts the program on the disk as it is now, as after a crash: nothing was closed. It ends with this one. */
  readonly restart: () => Promise<Desk>;
  readonly end: () => Promise<void>;
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => (statSync(join(folder, name)).isDirectory() ? filesUnder(join(folder, name)) : [join(folder, name)]));
}

/** Looks into a PDF as the product does, without a thread of its own. Most desks never ask, so that pdf.js is loaded by those that do. */
const pdfJudge: PdfJudge = {
  judge: async (pdf) => {
    const { openingOf } = await keepingBuiltIns(() => import('../../../electron/pdf/opening.ts'));
    return verdictOf(await openingOf(Uint8Array.from(pdf)));
  },
};

export interface DeskOptions {
  readonly folder?: string;
  readonly clock?: TestClock;
  readonly keyStore?: DeviceSecret;
  readonly keyDerivation?: KeyDerivation;
  /** Draws the papers; a line of text in the place of a PDF by default. */
  readonly draw?: (job: PaperJob) => Uint8Array | Promise<Uint8Array>;
  /** Stands between the vault and the real disk. */
  readonly disk?: Disk;
  readonly process?: number;
  /** The district's server; without one there is no network. */
  readonly http?: Http;
}

export async function openDesk({ folder = mkdtempSync(join(tmpdir(), 'iep-desk-')), clock = createTestClock(START), keyStore = createKeyStore(), keyDerivation = quickDerivation, draw = pdfOf, disk = createDisk(), process = 1, http }: DeskOptions = {}): Promise<Desk> {
  const paper = fakePaper(draw);
  const printed: Uint8Array[] = [];
  const saved: Desk['saved'] = [];
  const notices: Desk['notices'] = [];
  const requests: string[] = [];
  const folders: string[] = [];
  const dictionaries: Desk['dictionaries'] = { en: new Uint8Array(gzipSync('en')), es: new Uint8Array(gzipSync('es')) };
  const printers: string[] = ['Room 12'];
  const answers: Desk['answers'] = [];
  const printer: PrintPort = { print: async (pdf) => { const next = answers.shift(); const answer = typeof next === 'function' ? await next() : next; if (answer === undefined || answer === 'sent') printed.push(pdf); return answer ?? 'sent'; }, printers: async () => printers };
  const settings = await openSettings(disk, join(folder, 'settings.json'));
  const vault = createVault({
    root: join(folder, 'vault'), disk, clock, random: systemRandom, deviceSecret: keyStore, keyDerivation, fold: replay,
    processes: { self: process, bootedAt: () => '2027-09-29T08:00:00.000Z', mark: () => '', alive: (pid) => pid === process },
  });
  const tools: Tools = {
    clock, random: systemRandom, paper, pdfJudge, printer, vault, settings, deviceSecret: keyStore, version: '0.1.0', log: () => undefined,
    saver: { chooseFolder: async () => folders.shift() ?? null, savePdf: async (pdf, name) => { saved.push({ pdf, name }); return ok({ saved: true }); }, saveGoals: async (file, name) => { saved.push({ pdf: file, name }); return ok({ saved: true }); }, saveIep: async (file, name) => { saved.push({ pdf: file, name }); return ok({ saved: true }); }, savePdfs: async (_title, files) => { if (folders.shift() === undefined) return ok(null); saved.push(...files); return ok(files.map(({ name }) => name)); } },
    openSync: (open, records) => {
      const parts = { vault: open, clock, timer: handTimer(), random: systemRandom, http: { request: async (asked: Parameters<Http['request']>[0]) => { requests.push(asked.url); if (http === undefined) throw new Error('There is no network here.'); return http.request(asked); } } };
      return withLibrary(createSync({ ...parts, records }), createLibraryDelivery({ ...parts, judge: pdfJudge, changed: () => tools.notify('library', { at: clock.now() }) }));
    },
    notify: (name, notice) => void notices.push({ name, notice }),
  };
  const session = createSession(tools);
  const handlers: Handlers = { ...sessionHandlers({ session, settings, flushed: () => undefined, lockNow: () => session.lock('user'), openHelp: async () => fail('notFound') }), ...recordHandlers(session), ...progressHandlers(session), ...goalHandlers(session), ...libraryHandlers(session), ...vaultHandlers({ session, vault, clock, chooseFolder: tools.saver.chooseFolder }), ...wordHandlers(session, async (language) => dictionaries[language]), ...readinessHandlers({ session, vault, readDictionary: async (language) => dictionaries[language], freeBytes: () => disk.freeBytes(folder) }) };
  const gate = { handlers, isUnlocked: session.isOpen, knownWindows: new Set([1]), log: () => undefined };
  const copies: Desk[] = [];
  const call: Desk['call'] = (channel, ...input) => answer(channel, { windowId: 1, frame: { url: 'app://iep/index.html', parent: null } }, input, gate);
  return {
    call, session, paper, clock, printed, answers, saved, notices, requests, folder, folders, printers, dictionaries,
    get: async (channel, ...input) => {
      const reply = await call(channel, ...input);
      if (!reply.ok) throw new Error(`${channel} failed: ${reply.failure.code} ${reply.failure.reason ?? ''}`);
      return reply.value;
    },
    picture: () => Object.fromEntries(filesUnder(folder).map((path) => [path.slice(folder.length), createHash('sha256').update(readFileSync(path)).digest('hex')])),
    restart: async () => {
      const copy = mkdtempSync(join(tmpdir(), 'iep-desk-'));
      cpSync(folder, copy, { recursive: true });
      const again = await openDesk({ folder: copy, clock, keyStore, keyDerivation, draw, process: process + 1 });
      copies.push(again);
      return again;
    },
    end: async () => {
      for (const copy of copies) await copy.end();
      await session.lock('quit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function setUp(options: DeskOptions = {}, profile: Profile = CASE_MANAGER): Promise<Desk> {
  const desk = await openDesk(options);
  await desk.get('session.create', { passphrase: PASSPHRASE });
  await desk.get('session.setProfile', { profile });
  return desk;
}

/** The failure of a reply that must have failed. */
export function failureOf(reply: Reply<unknown>): { readonly code: FailureCode; readonly reason?: string | undefined } {
  if (reply.ok) throw new Error('Expected a failure.');
  return reply.failure;
}
