/** Promise: the part of Electron's NativeImage that a screenshot needs. */
import { onlyWhatItHas } from '../lacking.ts';

export interface EngineImage {
  toPNG(): Buffer;
  toDataURL(): string;
  isEmpty(): boolean;
  getSize(): { readonly width: number; readonly height: number };
}

/** Byte offsets of width and height in a PNG's first chunk. */
const WIDTH_AT = 16;
const HEIGHT_AT = 20;

export function imageOf(png: Buffer): EngineImage {
  return onlyWhatItHas<EngineImage>('nativeImage', {
    toPNG: () => Buffer.from(png),
    toDataURL: () => `data:image/png;base64,${png.toString('base64')}`,
    isEmpty: () => png.length === 0,
    getSize: () => ({ width: png.readUInt32BE(WIDTH_AT), height: png.readUInt32BE(HEIGHT_AT) }),
  });
}
