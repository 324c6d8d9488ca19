import { describe, expect, it } from 'vitest';
import { breaches, holders, importsOf, impurities, readSources, SINGLE_HOLDERS, wholesale, type SourceFile } from './import-matrix.ts';

const ROOT = new URL('../../..', import.meta.url).pathname;
const files = readSources(ROOT, ['shared', 'renderer', 'electron', 'district', 'build', 'test']);
const planted = (path: string, text: string): SourceFile => ({ path, text });

describe('the walls of the house', () => {
  it('are checked over every layer, not over nothing', () => {
    for (const [folder, floor] of [['shared', 60], ['renderer', 40], ['electron', 40], ['district', 5], ['test', 40]] as const) {
      expect(files.filter((file) => file.path.startsWith(`${folder}/`)).length, folder).toBeGreaterThanOrEqual(floor);
    }
    expect(files.flatMap((file) => importsOf(file)).length).toBeGreaterThan(500);
  });

  it('stand: no file imports what its layer may not', () => {
    expect(breaches(files)).toEqual([]);
  });

  it('give ipcMain, safeStorage, shell, protocol and net to one file each', () => {
    const held = holders(files);
    for (const part of SINGLE_HOLDERS) expect(held[part], part).toHaveLength(1);
    // Nobody else has them by way of the whole.
    expect(wholesale(files)).toEqual([]);
  });

  it('leave shared without clock, chance or process', () => {
    expect(impurities(files)).toEqual([]);
  });

  it.each([
    ['shared/iep/x.ts', "import { readFile } from 'node:fs';"],
    ['shared/iep/x.ts', "import type { App } from 'electron';"],
    ['shared/iep/x.ts', "import { Vault } from '../../electron/vault/vault.ts';"],
    ['renderer/meeting/x.tsx', "import { ipcRenderer } from 'electron';"],
    ['renderer/meeting/x.tsx', "import type { OpenVault } from '../../electron/ports/open-vault.ts';"],
    ['renderer/meeting/x.tsx', "const fs = require('fs');"],
    ['renderer/meeting/x.tsx', "await import('node:path');"],
    ['electron/vault/x.ts', "import { app } from 'electron';"],
    ['electron/vault/x.ts', "import { Home } from '../../renderer/caseload/home.tsx';"],
    ['electron/preload.ts', "import { CONTRACT } from '../shared/bridge/contract.ts';"],
    ['district/x.ts', "import { createVault } from '../electron/vault/vault.ts';"],
    ['shared/iep/x.ts', "export { thing } from 'lodash';"],
  ])('fall to a planted fault in %s: %s', (path, text) => {
    expect(breaches([planted(path, text)])).toHaveLength(1);
  });

  it('see a planted clock in shared', () => {
    expect(impurities([planted('shared/iep/x.ts', 'export const now = () => Date.now();')])).toHaveLength(1);
  });

  it.each(["import * as electron from 'electron';", "import electron from 'electron';", "import electron, { app } from 'electron';", "const { shell } = require('electron');", "const { net } = await import('electron');", "export { shell } from 'electron';"])('see Electron taken as a whole: %s', (text) => {
    expect(wholesale([planted('electron/window/x.ts', text)])).toHaveLength(1);
    expect(wholesale([planted('electron/window/x.ts', "import { app } from 'electron';\nimport type { Session } from 'electron';")])).toEqual([]);
  });

  it('see a second holder of ipcMain', () => {
    expect(holders([planted('electron/ipc/registrar.ts', "import { ipcMain } from 'electron';"), planted('electron/window/x.ts', "import { app, ipcMain } from 'electron';")]).ipcMain).toHaveLength(2);
  });
});
