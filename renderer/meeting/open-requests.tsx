/** Requests that have no answer or no reason, before the session closes: named, each leading to its place. They stop nothing (decisions.md 13). */
import { openRequests } from '../../shared/check/comments.ts';
import { Button } from '../ui/button.tsx';
import type { OpenDraft } from '../workbench/draft-store.ts';
import { afterDialog } from './after-dialog.ts';
import { showField } from './show-field.ts';

export function OpenRequests({ draft, onLeave }: { readonly draft: OpenDraft; readonly onLeave: () => void }) {
  const open = openRequests(draft.document);
  if (open.length === 0) return null;
  return (
    <section aria-label="Requests without an answer">
      <p>
        <strong>{open.length === 1 ? 'One request is' : `${open.length} requests are`} not answered with a reason yet:</strong>
      </p>
      <ul>
        {open.map(({ at, missing, words }) => (
          <li key={at} data-open-request={at}>
            {words}: {missing === 'answer' ? 'no answer yet' : 'answered, but not why'}.{' '}
            <Button
              look="quiet"
              small
              label={`Go there: ${words}`}
              onPress={() => {
                onLeave();
                afterDialog(() => showField(draft, 'structuredNotes', at));
              }}
            >
              Go there
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
