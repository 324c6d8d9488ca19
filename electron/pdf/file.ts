/** Promise: a PDF file to draw into, with the kept faces; nothing outside memory can be read through it. */
import { deflateSync } from 'node:zlib';
import type { Faces } from './faces.ts';
import type { FileOptions, PaperFile } from './file-parts.ts';
import { openStock } from './pdfmake.ts';
import type { DocumentFont, FaceName } from './font-parts.ts';

/** Of zlib: a few hundredths larger than pdfkit's own packing, in half the time, for somebody waits for the printer. */
const PACKED = { level: 3 } as const;

/** A file to draw into, with the kept faces. Nothing outside memory can be read through it. */
export function openFile(faces: Faces, options: FileOptions, colours: Uint8Array): PaperFile {
  const file = openStock(options);
  const opened = new Map<FaceName, DocumentFont>();
  // pdfkit makes a buffer of every operator; one for a sheet is enough.
  const drawn: string[] = [];
  return Object.assign(file, {
    addContent: (operators: string): void => {
      drawn.push(operators);
    },
    endSheet: (): void => {
      const { content } = file.page;
      content.compress = false;
      content.data['Filter'] = 'FlateDecode';
      content.write(deflateSync(Buffer.from(`${drawn.splice(0).join('\n')}\n`, 'latin1'), PACKED));
    },
    fontOf: (face: FaceName): DocumentFont => {
      const known = opened.get(face);
      if (known !== undefined) return known;
      file._fontCount += 1;
      const font = faces[face].open(file, `F${file._fontCount}`);
      file._fontFamilies[face] = font;
      opened.set(face, font);
      return font;
    },
    // pdfkit reads the profile from a path beside its own code, which a bundle has not.
    _addColorOutputIntent: () => {
      const profile = file.ref({ N: 3 });
      profile.write(colours);
      profile.end();
      const intent = file.ref({ Type: 'OutputIntent', S: 'GTS_PDFA1', Info: pdfString('sRGB IEC61966-2.1'), OutputConditionIdentifier: pdfString('sRGB IEC61966-2.1'), DestOutputProfile: profile });
      intent.end();
      file._root.data['OutputIntents'] = [intent];
    },
  });
}

/** pdfkit writes a String object as a PDF string and a plain one as a name. */
function pdfString(text: string): object {
  // oxlint-disable-next-line no-new-wrappers, unicorn/new-for-builtins -- see above
  return new String(text);
}
