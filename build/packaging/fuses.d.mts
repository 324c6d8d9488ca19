/** One switch of an Electron program. */
export interface Fuse {
  readonly name: string;
  readonly on: boolean;
  /** What a person gains by it, as the end of a sentence. */
  readonly why: string;
}

export type FuseTable = readonly Fuse[];

/** What electron-builder tells the hook, as far as it is used. */
export interface Packed {
  readonly appOutDir: string;
  readonly electronPlatformName: string;
  readonly packager: {
    readonly appInfo: { readonly productFilename: string };
    /** Linux only. */
    readonly executableName?: string;
  };
}

export const MARK: string;
export const WIRE_VERSION: number;
export const FUSES: FuseTable;
/** @throws {Error} when the program has no wire, another version, another number of fuses, or one that was removed */
export function withFuses(program: Buffer, table: FuseTable): Buffer;
/** @returns absolute path of the file that holds the fuse wire */
export function fuseFile(packed: Packed): string;
