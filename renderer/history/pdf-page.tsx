/** One page of a PDF: drawn when it comes into view, with its text over it so that it can be selected and read aloud. */
import { useEffect, useRef, useState } from 'react';
import { TextLayer } from 'pdfjs-dist';
import type { Pdf } from './pdf.ts';
import styles from './reader.module.css';

interface Props {
  readonly pdf: Pdf;
  readonly number: number;
  readonly scale: number;
  readonly find: string;
}

/** US Letter in points, for the space a page takes before it is drawn. */
const LETTER = { width: 612, height: 792 };

function useInView(): { readonly ref: React.RefObject<HTMLDivElement | null>; readonly seen: boolean } {
  const ref = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const watch = new IntersectionObserver((entries) => setSeen(entries.some((entry) => entry.isIntersecting)), { rootMargin: '100% 0%' });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return { ref, seen };
}

/** Marks the words looked for in the drawn text; custom highlights need no change of the page's elements. */
function markWords(layer: HTMLElement, find: string): void {
  if (find === '' || !('highlights' in CSS)) return;
  const ranges = [...layer.querySelectorAll('span')].flatMap((span) => {
    const node = span.firstChild;
    const start = (node?.textContent ?? '').toLowerCase().indexOf(find.toLowerCase());
    if (node === null || start < 0) return [];
    const range = new Range();
    range.setStart(node, start);
    range.setEnd(node, start + find.length);
    return [range];
  });
  const known = CSS.highlights.get('found');
  CSS.highlights.set('found', new Highlight(...(known === undefined ? [] : [...known].filter((range) => range instanceof Range && range.startContainer.isConnected)), ...ranges));
}

export function PdfPage({ pdf, number, scale, find }: Props) {
  const { ref, seen } = useInView();
  const canvas = useRef<HTMLCanvasElement>(null);
  const layer = useRef<HTMLDivElement>(null);
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
      textBox.replaceChildren();
      textBox.style.setProperty('--total-scale-factor', String(scale));
      await new TextLayer({ textContentSource: page.streamTextContent(), container: textBox, viewport }).render();
      target.dataset['drawn'] = 'true';
      markWords(textBox, find);
    })();
    return () => {
      gone = true;
      stop();
    };
  }, [pdf, number, scale, seen, find]);
  return (
    <div ref={ref} className={styles.page} data-pdf-page={number} style={{ width: LETTER.width * scale, height: LETTER.height * scale }}>
      <canvas ref={canvas} aria-hidden="true" className={styles.canvas} />
      <div ref={layer} className={styles.text} />
    </div>
  );
}
