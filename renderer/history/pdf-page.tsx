/** One page of a PDF: drawn when it comes into view, with its text over it so that it can be selected and read aloud. */
import { useEffect, useRef, useState } from 'react';
import { TextLayer } from 'pdfjs-dist';
import { markPlaces } from './mark.ts';
import type { Pdf } from './pdf.ts';
import styles from './reader.module.css';

interface Props {
  readonly pdf: Pdf;
  readonly number: number;
  readonly scale: number;
  /** Words to mark; '' for none. */
  readonly find: string;
  /** Which of them is looked at now, when it is on this page. */
  readonly here: number | null;
  /** Drawn without being asked whether it is in view. */
  readonly atOnce: boolean;
  readonly onDrawn?: () => void;
}

/** US Letter in points, for the space a page takes before it is drawn. */
const LETTER = { width: 612, height: 792 };

function useInView(atOnce: boolean): { readonly ref: React.RefObject<HTMLDivElement | null>; readonly seen: boolean } {
  const ref = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(atOnce);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const watch = new IntersectionObserver((entries) => setSeen(entries.some((entry) => entry.isIntersecting)), { rootMargin: '100% 0%' });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return { ref, seen };
}

export function PdfPage({ pdf, number, scale, find, here, atOnce, onDrawn }: Props) {
  const { ref, seen } = useInView(atOnce);
  const canvas = useRef<HTMLCanvasElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const drawn = useRef(onDrawn);
  /** Goes up with every text that lies over the page: words are marked in it anew. */
  const [text, setText] = useState(0);
  useEffect(() => {
    if (!seen) return undefined;
    let stop = (): void => undefined;
    let gone = false;
    void (async () => {
      const page = await pdf.getPage(number);
      const target = canvas.current;
      const textBox = layer.current;
      if (gone || target === null || textBox === null) return;
      const sharp = window.devicePixelRatio;
      const viewport = page.getViewport({ scale });
      target.width = Math.floor(viewport.width * sharp);
      target.height = Math.floor(viewport.height * sharp);
      const drawing = page.render({ canvas: target, viewport, transform: [sharp, 0, 0, sharp, 0, 0] });
      stop = () => drawing.cancel();
      try {
        await drawing.promise;
      } catch {
        return;
      }
      if (gone) return;
      target.dataset['drawn'] = 'true';
      drawn.current?.();
      textBox.replaceChildren();
      textBox.style.setProperty('--total-scale-factor', String(scale));
      await new TextLayer({ textContentSource: page.streamTextContent(), container: textBox, viewport }).render();
      if (gone) return;
      textBox.dataset['readable'] = 'true';
      setText((before) => before + 1);
    })();
    return () => {
      gone = true;
      stop();
    };
  }, [pdf, number, scale, seen]);
  useEffect(() => (layer.current === null || text === 0 || find === '' ? undefined : markPlaces(layer.current, find, here)), [text, find, here]);
  return (
    <div ref={ref} className={styles.page} data-pdf-page={number} style={{ width: LETTER.width * scale, height: LETTER.height * scale }}>
      <canvas ref={canvas} aria-hidden="true" className={styles.canvas} />
      <div ref={layer} className={styles.text} />
    </div>
  );
}
