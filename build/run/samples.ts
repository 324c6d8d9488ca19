/** Writes every paper this program prints, in each language, into out/samples: made from invented records by the code that makes them in the product, audit included. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readFonts } from '../../electron/pdf/fonts.ts';
import { renderLibraryPaper, renderPaper, renderTogether } from '../../electron/pdf/render.ts';
import { readDocument } from '../../shared/iep/schema.ts';
import { bulkReports, LANGUAGES, libraryJobs, samplePapers } from './samples/papers.ts';

const OUT = resolve('out/samples');
const asked = process.argv[2] ?? '';
const read = readDocument(JSON.parse(readFileSync('test/fixtures/sample-iep.json', 'utf8')));
if (!read.ok) throw new Error(`The sample does not read: ${read.problem}`);
const fonts = await readFonts(resolve('out/main/fonts'), (path) => readFile(path));
const papers = samplePapers(read.document).filter(({ name }) => name.includes(asked));
if (asked === '') rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
let fellBack = 0;
let written = 0;
for (const { name, facts } of papers) {
  for (const language of LANGUAGES) {
    const { pdf, sheets, audit } = await renderPaper({ ...facts, language }, fonts);
    writeFileSync(join(OUT, `${name}.${language}.pdf`), pdf);
    written += 1;
    if (audit.layout !== 'full') fellBack += 1;
    console.log(`${name}.${language}.pdf: ${sheets} sheets, ${audit.charactersPlaced} of ${audit.charactersIn} characters, ${audit.layout} layout`);
  }
}
const BULK = 'progress-reports-in-bulk';
if (BULK.includes(asked)) {
  for (const language of LANGUAGES) {
    writeFileSync(join(OUT, `${BULK}.${language}.pdf`), await renderTogether(bulkReports(read.document).map((facts) => ({ ...facts, language })), fonts));
    written += 1;
    console.log(`${BULK}.${language}.pdf`);
  }
}
for (const job of libraryJobs()) {
  const name = `library-${job.paper}.${job.language}.pdf`;
  if (!name.includes(asked)) continue;
  const { pdf, sheets } = await renderLibraryPaper(job, fonts);
  writeFileSync(join(OUT, name), pdf);
  written += 1;
  console.log(`${name}: ${sheets} sheets`);
}
console.log(`${written} papers in ${OUT}`);
process.exit(written > 0 && fellBack === 0 ? 0 : 1);
