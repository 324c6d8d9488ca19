interface Shipped {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Absolute path. */
  readonly folder: string;
}
export const ALLOWED_LICENCES: readonly string[];
export const ALLOWED_AS_DATA: Readonly<Record<string, string>>;
export function packageFolder(id: string): string | null;
export function collectPackages(into: Set<string>): { readonly name: string; readonly generateBundle: (options: unknown, bundle: Record<string, { readonly type: string; readonly moduleIds?: readonly string[] }>) => void };
export function packagesIn(folders: Iterable<string>): readonly Shipped[];
export function announcement(packages: readonly Shipped[]): Readonly<Record<string, string>>;
export function unannounced(bundled: Readonly<Record<string, string>>, announced: Readonly<Record<string, string>>): readonly string[];
export function notices(packages: readonly Shipped[]): string;
export function billOfMaterials(version: string, lock: Readonly<Record<string, { readonly integrity?: string }>>, root: string, packages: readonly Shipped[]): { readonly components: readonly { readonly name: string; readonly purl: string; readonly hashes: readonly { readonly alg: string; readonly content: string }[] }[] };
