/**
 * What other people's code the product carries: collected while bundling, held to the announced list (shipped.json), and written out as the
 * licence texts that ship and as a bill of materials (CycloneDX 1.6, ecma-international.org ECMA-424).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Licences the product may carry; MPL and the GNU family ask for more than a notice and need a decision first. */
export const ALLOWED_LICENCES = ['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'OFL-1.1', 'MIT AND OFL-1.1', '(MIT AND Zlib)', 'BlueOak-1.0.0'];

/**
 * Word lists that ship as files of their own, unchanged and with their licence text: that is all their licence asks of somebody who links no code to
 * them (LGPL-3.0 sections 0 and 4; a word list is data the program reads). Code under these licences may not be bundled.
 */
export const ALLOWED_AS_DATA = { '@cspell/dict-es-es': 'LGPL-3.0' };

/** @param {string} key name and version @param {string | undefined} licence */
function isAllowed(key, licence) {
  const name = key.slice(0, key.lastIndexOf('@'));
  return ALLOWED_LICENCES.includes(licence ?? '') || ALLOWED_AS_DATA[/** @type {keyof typeof ALLOWED_AS_DATA} */ (name)] === licence;
}

/** Licences told by the licence file of a package whose package.json does not name one. */
const TOLD_BY_FILE = { 'png-js': 'MIT' };

/** The folder of the package a bundled module comes from, or null for our own code; two versions of one package have two folders. @param {string} id */
export function packageFolder(id) {
  const path = id.replaceAll('\\', '/').replace(/^[^/\w]*/, '');
  const from = path.lastIndexOf('/node_modules/');
  if (from < 0) return null;
  const [first = '', second = ''] = path.slice(from + '/node_modules/'.length).split('/');
  return `${path.slice(0, from)}/node_modules/${first.startsWith('@') ? `${first}/${second}` : first}`;
}

/** A bundler plugin that notes the folder of every package whose code ends in a bundle. @param {Set<string>} into */
export function collectPackages(into) {
  return {
    name: 'collect-packages',
    /** @param {unknown} _options @param {Record<string, { type: string, moduleIds?: readonly string[] }>} bundle */
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        for (const id of chunk.moduleIds ?? []) {
          const folder = packageFolder(id);
          if (folder !== null) into.add(folder);
        }
      }
    },
  };
}

/** One bundled package. @param {string} folder */
function packageIn(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const told = license ?? TOLD_BY_FILE[/** @type {keyof typeof TOLD_BY_FILE} */ (name)];
  if (typeof told !== 'string') throw new Error(`${name} ${version} names no licence; read its files and say which one in build/packaging/supply.mjs.`);
  return { name: String(name), version: String(version), licence: told, folder };
}

/** The bundled packages by name. @param {Iterable<string>} folders */
export function packagesIn(folders) {
  return [...folders].map(packageIn).sort((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1));
}

/** Name and version to licence: the form of the announced list. @param {readonly { name: string, version: string, licence: string }[]} packages */
export function announcement(packages) {
  return Object.fromEntries(packages.map(({ name, version, licence }) => [`${name}@${version}`, licence]));
}

/**
 * Every difference between what is bundled and what is announced, as sentences; none when they agree.
 * @param {Readonly<Record<string, string>>} bundled @param {Readonly<Record<string, string>>} announced
 */
export function unannounced(bundled, announced) {
  return [
    ...Object.keys(bundled).filter((key) => bundled[key] !== announced[key]).map((key) => `${key} (${bundled[key]}) is bundled and not announced so`),
    ...Object.keys(announced).filter((key) => !(key in bundled)).map((key) => `${key} is announced and not bundled any more`),
    ...Object.keys(bundled).filter((key) => !isAllowed(key, bundled[key])).map((key) => `${key} has a licence the product may not carry: ${bundled[key]}`),
  ];
}

/** @param {string} folder */
function licenceText(folder) {
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying|ofl)(\.|-|$)/i.test(entry));
  return file === undefined ? null : readFileSync(join(folder, file), 'utf8').trim();
}

/** The notice that ships beside main. @param {readonly { name: string, version: string, licence: string, folder: string }[]} packages */
export function notices(packages) {
  return packages.map(({ name, version, licence, folder }) => `${name} ${version}\nLicence: ${licence}\n\n${licenceText(folder) ?? `The package carries no licence text of its own; it names ${licence}.`}\n`).join(`\n${'-'.repeat(80)}\n\n`);
}

/** @param {string} version of the product @param {Readonly<Record<string, { readonly integrity?: string }>>} lock packages of the lockfile @param {string} root @param {readonly { name: string, version: string, licence: string, folder: string }[]} packages */
export function billOfMaterials(version, lock, root, packages) {
  return {
    bomFormat: 'CycloneDX', specVersion: '1.6', version: 1,
    metadata: { component: { type: 'application', name: 'iep-desk', version } },
    components: packages.map(({ name, version: of, licence, folder }) => ({
      type: 'library', name, version: of, purl: `pkg:npm/${name.replace('@', '%40')}@${of}`,
      licenses: [/[ ()]/.test(licence) ? { expression: licence } : { license: { id: licence } }],
      hashes: hashesOf(lock[relative(root, folder).replaceAll('\\', '/')]?.integrity),
    })),
  };
}

/** @param {string | undefined} integrity of the lockfile, `sha512-<base64>` */
function hashesOf(integrity) {
  const [algorithm, value] = integrity?.split('-') ?? [];
  return algorithm === 'sha512' && value !== undefined ? [{ alg: 'SHA-512', content: Buffer.from(value, 'base64').toString('hex') }] : [];
}
