/**
 * Promise: packs the built app for one system with a stand-in Electron, offline and unsigned, exactly as electron-builder.yml says otherwise,
 * and reads back what came out.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { extractFile, getRawHeader, listPackage } from '@electron/asar';
import { Arch, Platform, build, type AfterPackContext } from 'electron-builder';
import type { PackedFile } from './claims.ts';
import { fuseFile, type Packed } from './fuses.mjs';
import { fromBuilder } from './from-builder.ts';
import { makeStandInDist } from './stand-in-dist.ts';

export type Target = 'linux' | 'win32';

export interface PackedApp {
  /** Absolute path of the unpacked app. */
  readonly folder: string;
  /** Absolute path of the program with the fuses. */
  readonly program: string;
  readonly archive: readonly PackedFile[];
  /** SHA-256 of the archive's head, which Electron compares at start. */
  readonly archiveHead: string;
  /** What an installer of this system carries as app-update.yml. */
  readonly updates: unknown;
  readonly resources: readonly string[];
  readonly beside: readonly string[];
  readonly languages: readonly string[];
}

interface PublishManager {
  readonly getAppUpdatePublishConfiguration: (packager: unknown, options: null, arch: Arch, mustSucceed: boolean) => Promise<unknown>;
}

interface Fuses {
  readonly getCurrentFuseWire: (program: string) => Promise<Readonly<Record<string, unknown>>>;
}

/** @param root absolute path of the repository @param out absolute path of a folder that is emptied first @param version of Electron */
export async function pack(root: string, out: string, target: Target, version: string): Promise<PackedApp> {
  rmSync(out, { recursive: true, force: true });
  const dist = join(out, 'electron');
  makeStandInDist(dist, target, version);
  const seen: { packed?: Packed; updates?: unknown } = {};
  const platform = target === 'linux' ? Platform.LINUX : Platform.WINDOWS;
  await build({
    projectDir: root,
    publish: 'never',
    targets: platform.createTarget('dir', Arch.x64),
    config: {
      electronDist: dist,
      directories: { output: join(out, 'packed') },
      forceCodeSigning: false,
      // The packager is known in hooks only; this one is free, the other is under test. A `dir` target for Windows gets no app-update.yml, so
      // what its installer would carry is asked of the function that writes it there.
      beforePack: async (context: AfterPackContext) => {
        seen.packed = context as unknown as Packed;
        const { getAppUpdatePublishConfiguration } = fromBuilder<PublishManager>('app-builder-lib/out/publish/PublishManager');
        seen.updates = await getAppUpdatePublishConfiguration(context.packager, null, context.arch, false);
      },
    },
  });
  if (seen.packed === undefined) throw new Error('electron-builder packed nothing.');
  return readPacked(seen.packed, seen.updates);
}

function readPacked(packed: Packed, updates: unknown): PackedApp {
  const folder = packed.appOutDir;
  const program = fuseFile(packed);
  const asar = join(folder, 'resources/app.asar');
  return {
    folder,
    program,
    archive: filesIn(asar),
    archiveHead: createHash('sha256').update(getRawHeader(asar).headerString).digest('hex'),
    updates,
    resources: readdirSync(join(folder, 'resources')),
    beside: readdirSync(folder).filter((name) => name !== basename(program)),
    languages: readdirSync(join(folder, 'locales')),
  };
}

function filesIn(asar: string): readonly PackedFile[] {
  return listPackage(asar, { isPack: false })
    .map((path) => path.replaceAll('\\', '/').replace(/^\//, ''))
    .map((path) => ({ path, bytes: contentOf(asar, path) }))
    .filter((file): file is PackedFile => file.bytes !== null);
}

/** @returns null for a folder, which the archive lists as well */
function contentOf(asar: string, path: string): Uint8Array | null {
  const entry = getRawHeader(asar).header;
  const node = path.split('/').reduce<unknown>((folder, name) => (folder as { files?: Record<string, unknown> } | undefined)?.files?.[name], entry);
  return typeof node === 'object' && node !== null && 'files' in node ? null : extractFile(asar, path);
}

/** Read by the library Electron publishes for it, not by the code that wrote them. */
export function fusesOf(program: string): Promise<Readonly<Record<string, unknown>>> {
  return fromBuilder<Fuses>('@electron/fuses').getCurrentFuseWire(program);
}

/** The archive digest inside a Windows program, parsed; undefined when there is none. */
export function writtenIntegrity(program: string): unknown {
  const { NtExecutable, NtExecutableResource } = fromBuilder<typeof import('resedit')>('resedit');
  const resources = NtExecutableResource.from(NtExecutable.from(readFileSync(program)));
  const found = resources.entries.find(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR');
  return found === undefined ? undefined : JSON.parse(Buffer.from(found.bin).toString('utf8'));
}
