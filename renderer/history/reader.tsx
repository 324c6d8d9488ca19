/** Reads an affirmed IEP or a printed copy inside the app, with no network: pages, zoom, find, selectable text, all by keyboard. */
import { useEffect, useRef, useState } from 'react';
import type { ReaderSource } from '../routes.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { Button } from '../ui/button.tsx';
import { Frame } from '../ui/frame.tsx';
import { TextInput } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { openPdf, type OpenPdf, type Pdf } from './pdf.ts';
import { PdfPage } from './pdf-page.tsx';
import { findIn, type Hit } from './find.ts';
import { TakeAway } from './take-away.tsx';
import styles from './reader.module.css';

/** CSS pixels per PDF point at zoom 100 %. */
const POINT = 96 / 72;
const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3] as const;

function read(source: ReaderSource) {
  switch (source.kind) {
    case 'affirmed':
      return bridge().records.pdf({ iepId: source.iepId });
    case 'cleanCopy':
      return bridge().records.cleanCopy({ iepId: source.iepId });
    case 'copy':
      return bridge().paper.read({ copyId: source.copyId });
  }
}

function usePdf(source: ReaderSource): { readonly pdf: Pdf | null; readonly failure: Failure | null } {
  const [pdf, setPdf] = useState<Pdf | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    let opened: OpenPdf | null = null;
    let gone = false;
    void (async () => {
      const reply = await ask(read(source));
      if (gone) return;
      if (!reply.ok) return setFailure(reply.failure as Failure);
      opened = await openPdf(reply.value);
      if (gone) opened.close();
      else setPdf(opened.pdf);
      return undefined;
    })();
    return () => {
      gone = true;
      opened?.close();
    };
  }, [source]);
  return { pdf, failure };
}

function Pages({ pdf, zoom, wanted }: { readonly pdf: Pdf; readonly zoom: number; readonly wanted: Hit | null }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (wanted !== null) box.current?.querySelector(`[data-pdf-page="${wanted.page}"]`)?.scrollIntoView({ block: 'start' });
  }, [wanted]);
  return (
    // The pages scroll; a keyboard user must be able to reach them.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={box} className={styles.pages} tabIndex={0} role="region" aria-label="Pages">
      {Array.from({ length: pdf.numPages }, (_, index) => (
        <PdfPage key={index + 1} pdf={pdf} number={index + 1} scale={zoom * POINT} find={wanted === null ? '' : wanted.text} />
      ))}
    </div>
  );
}

export function Reader({ studentId, title, source }: { readonly studentId: string; readonly title: string; readonly source: ReaderSource }) {
  const { pdf, failure } = usePdf(source);
  const [zoom, setZoom] = useState<number>(1);
  const [text, setText] = useState('');
  const [hits, setHits] = useState<readonly Hit[] | null>(null);
  const [at, setAt] = useState(0);
  const search = async (): Promise<void> => {
    if (pdf === null || text.trim() === '') return;
    setHits(await findIn(pdf, text.trim()));
    setAt(0);
  };
  const step = (by: 1 | -1): void => {
    const next = ZOOMS[ZOOMS.findIndex((known) => known === zoom) + by];
    if (next !== undefined) setZoom(next);
  };
  const go = (page: number): void => document.querySelector(`[data-pdf-page="${page}"]`)?.scrollIntoView({ block: 'start' });
  return (
    <Frame
      screen="reader"
      full
      title={
        <>
          <h1>{title}</h1>
          {pdf === null ? null : <span className={styles.soft} data-pdf-pages={pdf.numPages}>{pdf.numPages} sheets, {source.kind === 'cleanCopy' ? 'not the IEP: every sheet says so' : 'read-only'}</span>}
        </>
      }
      tools={
        <>
          <form
            className={styles.find}
            role="search"
            onSubmit={(event) => {
              event.preventDefault();
              void search();
            }}
          >
            <TextInput label="Find in this PDF" value={text} onChange={setText} />
            <Button submit onPress={() => void search()}>
              Find
            </Button>
            {hits === null ? null : (
              <span role="status">
                {hits.length === 0 ? 'Not found' : `${at + 1} of ${hits.length}, sheet ${hits[at]?.page ?? ''}`}
                {hits.length > 1 ? (
                  <Button look="quiet" small onPress={() => setAt((at + 1) % hits.length)}>
                    Next
                  </Button>
                ) : null}
              </span>
            )}
          </form>
          <Button label="Smaller" disabled={zoom === ZOOMS[0]} onPress={() => step(-1)}>
            −
          </Button>
          <span aria-live="polite">{Math.round(zoom * 100)} %</span>
          <Button label="Larger" disabled={zoom === ZOOMS.at(-1)} onPress={() => step(1)}>
            +
          </Button>
          {pdf === null ? null : <TakeAway source={source} studentId={studentId} title={title} />}
        </>
      }
    >
      {failure === null ? null : <FailureNotice failure={failure} />}
      {pdf !== null || failure !== null ? null : <p role="status" className={styles.waiting}>{source.kind === 'cleanCopy' ? 'Making the clean copy…' : 'Opening…'}</p>}
      {pdf === null ? null : (
        <>
          <nav className={styles.list} aria-label="Sheets">
            {Array.from({ length: pdf.numPages }, (_, index) => (
              <Button key={index + 1} look="quiet" small label={`Sheet ${index + 1}`} onPress={() => go(index + 1)}>
                {index + 1}
              </Button>
            ))}
          </nav>
          <Pages pdf={pdf} zoom={zoom} wanted={hits?.[at] ?? null} />
        </>
      )}
    </Frame>
  );
}
