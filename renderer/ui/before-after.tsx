/** Before and after of one place, word by word; added words are underlined, removed ones struck through, so colour is never alone. */
import { useDocumentStore } from '../workbench/document-store.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { placeWords } from '../../shared/iep/place-words.ts';
import type { Json } from '../../shared/iep/json.ts';
import { wordDiff } from '../../shared/journal/words.ts';

/** A value as a line of words; what a line of the notes is about is a place, and people read it as one. */
function inWords(value: Json | undefined, document: IepDocument | null): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map((item) => inWords(item as Json, document)).filter((text) => text !== '').join('; ');
  return Object.entries(value).filter(([key]) => key !== '$row').map(([key, item]) => (key === 'about' && typeof item === 'string' && document !== null ? placeWords(document, item) : inWords(item as Json, document))).filter((text) => text !== '').join(', ');
}

export function BeforeAfter({ before, after }: { readonly before: Json | undefined; readonly after: Json | undefined }) {
  const document = useDocumentStore((state) => state.document);
  return (
    <p style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxWidth: '90ch' }}>
      {wordDiff(inWords(before, document), inWords(after, document)).map((part, index) =>
        part.kind === 'same' ? (
          // The parts of a diff have no identity but their place.
          // eslint-disable-next-line react/no-array-index-key
          <span key={index}>{part.text}</span>
        ) : part.kind === 'added' ? (
          // eslint-disable-next-line react/no-array-index-key
          <ins key={index}>{part.text}</ins>
        ) : (
          // eslint-disable-next-line react/no-array-index-key
          <del key={index}>{part.text}</del>
        ),
      )}
    </p>
  );
}
