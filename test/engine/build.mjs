/**
 * Promise: the engine's three files in out/engine: the executable `electron` and the two scripts it puts into pages. A dist folder as
 * ELECTRON_OVERRIDE_DIST_PATH wants it.
 */
import { chmodSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';

const NODE_BUILT_INS = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

/** @param {string} root @returns {string} */
const outFolder = (root) => join(root, 'out/engine');

/**
 * A script put into every page; `EngineWorld.start` is called by the text the engine appends.
 * @param {string} root @param {string} name @returns {import('vite').InlineConfig}
 */
function worldBuild(root, name) {
  return {
    configFile: false, root, logLevel: 'warn', publicDir: false,
    build: {
      outDir: outFolder(root), emptyOutDir: false, minify: false, target: 'chrome140',
      lib: { entry: join(root, `test/engine/world/${name}.ts`), formats: ['iife'], name: 'EngineWorld', fileName: () => `${name}.js` },
    },
  };
}

/** @param {string} root @returns {import('vite').InlineConfig} */
function launcherBuild(root) {
  return {
    configFile: false, root, logLevel: 'warn', publicDir: false,
    ssr: { noExternal: true, external: [], target: 'node' },
    plugins: [{
      name: 'executable',
      writeBundle() {
        writeFileSync(join(outFolder(root), 'package.json'), '{ "type": "commonjs" }\n');
        chmodSync(join(outFolder(root), 'electron'), 0o755);
      },
    }],
    build: {
      ssr: join(root, 'test/engine/launcher.ts'), outDir: outFolder(root), emptyOutDir: false, minify: false, target: 'node20',
      rollupOptions: { external: NODE_BUILT_INS, output: { format: 'cjs', entryFileNames: 'electron', codeSplitting: false, banner: '#!/usr/bin/env node' } },
    },
  };
}

/**
 * The builds the project's bundler runs, in this order.
 * @param {string} root absolute path of the repository
 * @returns {import('vite').InlineConfig[]}
 */
export function engineBuilds(root) {
  return [worldBuild(root, 'page-world'), worldBuild(root, 'preload-world'), launcherBuild(root)];
}
