/** Reads an affirmed IEP, a printed copy or a document of the library inside the app, with no network: pages, zoom, find, selectable text, all by keyboard. */
import { useEffect, useRef, useState, type RefObject, type SyntheticEvent } from 'react';
import type { Passage, ReaderSource } from '../routes.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { Button } from '../ui/button.tsx';
import { useCommand } from '../ui/commands-store.ts';
import { Frame } from '../ui/frame.tsx';
import { TextInput } from '../ui/labelled.tsx';
import { signOf } from '../print/signs.ts';
import { FailureNotice } from '../ui/notice.tsx';
import { SIGNS_LACKING } from '../ui/words.ts';
import { ask, bridge } from '../workbench/bridge.ts';
import { signsLacking } from './lacking-signs.ts';
import { closestTo } from './page-text.ts';
import { startReader, type Pdf } from './pdf.ts';
import { PdfPage } from './pdf-page.tsx';
import { findIn, type Hit } from './find.ts';
import { TakeAway } from './take-away.tsx';
import styles from './reader.module.css';

/** CSS pixels per PDF point at zoom 100 %. */
const POINT = 96 / 72;
const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3] as const;

/** What is said of the paper beside its number of sheets, and while it comes. */
const ABOUT: Readonly<Record<ReaderSource['kind'], string>> = { affirmed: 'read-only', copy: 'read-only', cleanCopy: 'not the IEP: every sheet says so', revocationNotice: 'to send to the parent before services stop', library: 'of the document library, no record of a student' };
const WAITING: Readonly<Record<ReaderSource['kind'], string>> = { affirmed: 'Opening…', copy: 'Opening…', cleanCopy: 'Making the clean copy…', revocationNotice: 'Making the notice…', library: 'Opening…' };

function read(source: ReaderSource) {
  switch (source.kind) {
    case 'affirmed':
      return bridge().records.pdf({ iepId: source.iepId });
    case 'cleanCopy':
      return bridge().records.cleanCopy({ iepId: source.iepId });
    case 'revocationNotice':
      return bridge().records.revocationNotice({ iepId: source.iepId });
    case 'copy':
      return bridge().paper.read({ copyId: source.copyId });
    case 'library':
      return bridge().library.read({ documentId: source.documentId });
  }
}

/** The bytes are asked for first, and the worker starts while they come. */
function usePdf(source: ReaderSource): { readonly pdf: Pdf | null; readonly failure: Failure | null } {
  const [pdf, setPdf] = useState<Pdf | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    let gone = false;
    const asked = ask(read(source));
    const reader = startReader();
    void (async () => {
      const reply = await asked;
      if (gone) return;
      if (!reply.ok) return setFailure(reply.failure as Failure);
      const opened = await reader.open(reply.value);
      if (!gone) setPdf(opened);
      return undefined;
    })().catch(() => gone || setFailure({ code: 'unexpected' }));
    return () => {
      gone = true;
      reader.close();
    };
  }, [source]);
  return { pdf, failure };
}

interface PagesProps {
  readonly pdf: Pdf;
  readonly zoom: number;
  readonly find: string;
  readonly wanted: Hit | null;
  /** The first page is on the screen; until then it is alone. */
  readonly begun: boolean;
  readonly onBegun: () => void;
}

function Pages({ pdf, zoom, find, wanted, begun, onBegun }: PagesProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (wanted !== null) box.current?.querySelector(`[data-pdf-page="${wanted.page}"]`)?.scrollIntoView({ block: 'start' });
  }, [wanted]);
  return (
    // The pages scroll; a keyboard user must be able to reach them.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={box} className={styles.pages} tabIndex={0} role="region" aria-label="Pages">
      {Array.from({ length: begun ? pdf.numPages : 1 }, (_, index) => (
        <PdfPage key={index + 1} pdf={pdf} number={index + 1} scale={zoom * POINT} find={find} here={wanted?.page === index + 1 ? wanted.nth : null} atOnce={index === 0} onDrawn={onBegun} />
      ))}
    </div>
  );
}

interface Looked {
  readonly words: string;
  readonly hits: readonly Hit[];
  readonly at: number;
}

/** @param passage when the words come from a place of the record, that place of them */
async function look(pdf: Pdf, words: string, passage: Passage | null): Promise<Looked> {
  const hits = await findIn(pdf, words);
  return { words, hits, at: passage === null ? 0 : Math.max(0, closestTo(hits, passage)) };
}

/** A PDF that was closed while it was searched gives no more of its text, and nobody waits for it. */
function left(): void {}

/** What is looked for in the PDF; from a place that was found in the record, that place is looked for as soon as the first sheet stands. */
function useFind(pdf: Pdf | null, passage: Passage | null, begun: boolean) {
  const [text, setText] = useState(passage?.found.replaceAll(/\s+/gu, ' ') ?? '');
  const [looked, setLooked] = useState<Looked | null>(null);
  useEffect(() => {
    if (pdf !== null && begun && passage !== null) void look(pdf, passage.found, passage).then(setLooked, left);
  }, [pdf, begun, passage]);
  const search = (): void => {
    if (pdf !== null && text.trim() !== '') void look(pdf, text.trim(), null).then(setLooked, left);
  };
  return { text, setText, looked, search, next: () => setLooked((now) => (now === null ? now : { ...now, at: (now.at + 1) % now.hits.length })) };
}

/** Read once the first sheet stands, so that nobody waits for it to begin reading. */
function useLackingSigns(pdf: Pdf | null, begun: boolean): readonly string[] {
  const [signs, setSigns] = useState<readonly string[]>([]);
  useEffect(() => {
    if (pdf !== null && begun) void signsLacking(pdf).then(setSigns, left);
  }, [pdf, begun]);
  return signs;
}

function lookedWords({ hits, at }: Looked): string {
  return hits.length === 0 ? 'Not found on these sheets' : `${at + 1} of ${hits.length}, sheet ${hits[at]?.page ?? ''}`;
}

interface ReaderProps {
  /** Null for a document of the library. */
  readonly studentId: string | null;
  readonly title: string;
  readonly source: ReaderSource;
  /** Words of the record to open at. */
  readonly passage: Passage | null;
}

interface FindBarProps {
  readonly box: RefObject<HTMLFormElement | null>;
  readonly find: ReturnType<typeof useFind>;
}

function FindBar({ box, find: { text, setText, looked, search, next } }: FindBarProps) {
  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    search();
  };
  return (
    <form ref={box} className={styles.find} role="search" onSubmit={onSubmit}>
      <TextInput label="Find in this PDF" value={text} onChange={setText} />
      <Button submit onPress={search}>
        Find
      </Button>
      {looked === null ? null : (
        <span role="status">
          {lookedWords(looked)}
          {looked.hits.length > 1 ? (
            <Button look="quiet" small onPress={next}>
              Next
            </Button>
          ) : null}
        </span>
      )}
    </form>
  );
}

function Zoom({ zoom, onZoom }: { readonly zoom: number; readonly onZoom: (zoom: number) => void }) {
  const step = (by: 1 | -1): void => {
    const next = ZOOMS[ZOOMS.findIndex((known) => known === zoom) + by];
    if (next !== undefined) onZoom(next);
  };
  return (
    <>
      <Button label="Smaller" disabled={zoom === ZOOMS[0]} onPress={() => step(-1)}>
        −
      </Button>
      <span aria-live="polite">{Math.round(zoom * 100)} %</span>
      <Button label="Larger" disabled={zoom === ZOOMS.at(-1)} onPress={() => step(1)}>
        +
      </Button>
    </>
  );
}

/** Its name, how many sheets it has and what it is, and the signs its fonts lack. */
function Title({ title, source, pdf, lacking }: { readonly title: string; readonly source: ReaderSource; readonly pdf: Pdf | null; readonly lacking: readonly string[] }) {
  return (
    <>
      <h1>{title}</h1>
      {pdf === null ? null : <span className={styles.soft} data-pdf-pages={pdf.numPages}>{pdf.numPages === 1 ? '1 sheet' : `${pdf.numPages} sheets`}, {ABOUT[source.kind]}</span>}
      {lacking.length === 0 ? null : <p role="alert" className={styles.lacking} data-missing-signs={lacking.length}>{SIGNS_LACKING} {lacking.map(signOf).join('  ')}</p>}
    </>
  );
}

/** The numbers of the sheets, each leading there. */
function SheetList({ sheets }: { readonly sheets: number }) {
  const go = (page: number): void => document.querySelector(`[data-pdf-page="${page}"]`)?.scrollIntoView({ block: 'start' });
  return (
    <nav className={styles.list} aria-label="Sheets">
      {Array.from({ length: sheets }, (_, index) => (
        <Button key={index + 1} look="quiet" small label={`Sheet ${index + 1}`} onPress={() => go(index + 1)}>
          {index + 1}
        </Button>
      ))}
    </nav>
  );
}

export function Reader({ studentId, title, source, passage }: ReaderProps) {
  const { pdf, failure } = usePdf(source);
  const [zoom, setZoom] = useState<number>(1);
  const [begun, setBegun] = useState(false);
  const find = useFind(pdf, passage, begun);
  const { looked } = find;
  const lacking = useLackingSigns(pdf, begun);
  const box = useRef<HTMLFormElement>(null);
  useCommand('edit.find', () => {
    const input = box.current?.querySelector('input');
    input?.focus();
    input?.select();
  });
  return (
    <Frame
      screen="reader"
      full
      title={<Title title={title} source={source} pdf={pdf} lacking={lacking} />}
      tools={
        <>
          <FindBar box={box} find={find} />
          <Zoom zoom={zoom} onZoom={setZoom} />
          {pdf === null ? null : <TakeAway source={source} studentId={studentId} title={title} />}
        </>
      }
    >
      {failure === null ? null : <FailureNotice failure={failure} />}
      {pdf !== null || failure !== null ? null : <p role="status" className={styles.waiting}>{WAITING[source.kind]}</p>}
      {pdf === null ? null : (
        <>
          <SheetList sheets={begun ? pdf.numPages : 0} />
          <Pages pdf={pdf} zoom={zoom} find={looked?.words ?? ''} wanted={looked?.hits[looked.at] ?? null} begun={begun} onBegun={() => setBegun(true)} />
        </>
      )}
    </Frame>
  );
}
