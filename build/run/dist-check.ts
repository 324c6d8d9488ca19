/**
 * Shows what the installers would carry, on a machine that can make none: holds electron-builder.yml to its schema, packs the built app for
 * Linux and for Windows with a stand-in Electron, offline, and checks the archive, the update settings and the fuses. Ends with `N passed, N failed`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { archiveClaims, folderClaim, fuseClaims, integrityClaim, resourcesClaims, settingsClaims, updateClaims, type Claim } from '../packaging/claims.ts';
import { FUSES } from '../packaging/fuses.mjs';
import { fusesOf, pack, writtenIntegrity, type PackedApp } from '../packaging/pack.ts';
import { parseYaml, readSettings, schemaProblem } from '../packaging/settings.ts';

const ROOT = process.cwd();
const OUT = join(ROOT, 'out/dist-check');
const LICENCES = ['LICENSE.electron.txt', 'LICENSES.chromium.html'];

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}

/** The invented student of the tests; if a byte of the fixtures shipped, these would be in it. */
function fictionalStudent(): readonly string[] {
  const { pages } = readJson('test/fixtures/sample-iep.json') as { pages: { infoEligibility: { lastName: string; ssid: string } } };
  return [pages.infoEligibility.lastName, pages.infoEligibility.ssid];
}

async function packedClaims(app: PackedApp, publisher: readonly string[], updates: unknown): Promise<readonly Claim[]> {
  return [
    ...archiveClaims(app.archive, fictionalStudent()),
    ...updateClaims(updates, publisher),
    ...fuseClaims(FUSES, await fusesOf(app.program)),
    folderClaim('Chromium speaks the languages of the product and no others', app.languages, ['en-US.pak', 'es-419.pak', 'es.pak']),
    folderClaim('the licences of Electron and Chromium come along', app.beside.filter((name) => name.startsWith('LICENSE')), LICENCES),
  ];
}

function report(about: string, claims: readonly Claim[]): { readonly passed: number; readonly failed: number } {
  console.log(`\n${about}`);
  for (const claim of claims) console.log(claim.holds ? `  ok      ${claim.says}` : `  FAILED  ${claim.says}\n          found: ${claim.found}`);
  const passed = claims.filter(({ holds }) => holds).length;
  return { passed, failed: claims.length - passed };
}

const settings = readSettings(join(ROOT, 'electron-builder.yml'));
const problem = await schemaProblem(settings);
const schema: Claim = { says: 'electron-builder.yml keeps to the schema', holds: problem === null, found: problem ?? '' };
const tallies = [report('Settings', [schema, ...settingsClaims(settings)])];

// With a broken file electron-builder would stop in the middle; its reason is above.
if (problem === null) {
  const publisher = (settings as { win: { signtoolOptions: { publisherName: readonly string[] } } }).win.signtoolOptions.publisherName;
  const { version } = readJson('node_modules/electron/package.json') as { version: string };

  const linux = await pack(ROOT, join(OUT, 'linux'), 'linux', version);
  const onDisk = parseYaml(readFileSync(join(linux.folder, 'resources/app-update.yml'), 'utf8'));
  tallies.push(report(`Packed for Linux (${linux.archive.length} files in the archive)`, [...(await packedClaims(linux, publisher, onDisk)), ...resourcesClaims(linux.resources, ['app-update.yml', 'app.asar'])]));

  const windows = await pack(ROOT, join(OUT, 'windows'), 'win32', version);
  tallies.push(
    report(`Packed for Windows (${windows.archive.length} files in the archive)`, [
      ...(await packedClaims(windows, publisher, windows.updates)),
      ...resourcesClaims(windows.resources, ['app.asar']),
      integrityClaim(writtenIntegrity(windows.program), windows.archiveHead),
    ]),
  );
}

const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
