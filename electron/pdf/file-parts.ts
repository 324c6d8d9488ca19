/** Promise: what of a PDF file being written is used: its objects, its drawing operators, its bookmarks and the structure a reader follows. */
import type { DocumentFont, FaceName } from './font-parts.ts';

/** A reference to an object of the file; `data` is its dictionary. */
interface FileObject {
  readonly data: Record<string, unknown>;
  readonly write: (bytes: Uint8Array) => void;
  readonly end: () => void;
}

/** An element of the structure a reader follows. */
export interface StructureElement {
  readonly add: (child: StructureElement | StructureContent) => void;
  readonly end: () => void;
}
/** A stretch of drawing on one sheet that belongs to an element. */
export interface StructureContent { readonly refs: readonly unknown[] }

interface Outline {
  readonly outlineData: Record<string, unknown>;
  readonly addItem: (title: string, options: { readonly expanded: boolean; readonly pageNumber: number }) => Outline;
}

/** What is used of a pdfkit document. */
export interface PaperFile extends AsyncIterable<Uint8Array> {
  readonly outline: Outline;
  readonly page: { readonly width: number; readonly height: number; readonly fonts: Record<string, unknown>; /** Its drawing operators; whether pdfkit packs them. */ readonly content: FileObject & { compress: boolean } };
  readonly _root: FileObject;
  readonly ref: (data: Record<string, unknown>) => FileObject;
  /** The font of a face in this file; in the order they are first asked for. */
  readonly fontOf: (face: FaceName) => DocumentFont;
  readonly addPage: (options: { readonly size: readonly [number, number] }) => void;
  readonly addContent: (operators: string) => void;
  /** Writes the operators of the sheet that was drawn; before the next one, and before the end. */
  readonly endSheet: () => void;
  readonly markContent: (tag: 'Artifact', options?: { readonly type: 'Pagination' | 'Layout' }) => void;
  readonly markStructureContent: (tag: string) => StructureContent;
  readonly endMarkedContent: () => void;
  readonly struct: (type: string, options: { readonly scope?: string; readonly lang?: string; readonly actual?: string; readonly alt?: string; readonly title?: string }) => StructureElement;
  readonly addStructure: (element: StructureElement) => void;
  readonly end: () => void;
}

/** Options of the file itself, in pdfkit's words. */
export interface FileOptions {
  /** Claims PDF/A-1b (ISO 19005-1) and carries what that asks for. */
  readonly archival: boolean;
  readonly lang: string;
  readonly info: Readonly<Record<string, string | Date>>;
}
