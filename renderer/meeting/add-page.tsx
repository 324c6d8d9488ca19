/** "Add a page": the papers around the meeting and the pages the team may bring in early, each with when it belongs. */
import { useState } from 'react';
import { ROW_ID, rowSegment, valueAt } from '../../shared/iep/address.ts';
import type { PageId } from '../../shared/iep/definition.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { emptySheet } from '../../shared/iep/fields.ts';
import { pageRoot, pagesToAdd, type PageToAdd } from '../../shared/iep/page-keys.ts';
import { pageDef } from '../../shared/iep/pages.ts';
import { showDate } from '../form/dates.ts';
import { rowsAt, wordsOf, write } from '../form/values.ts';
import { Button } from '../ui/button.tsx';
import { useCommand } from '../ui/commands-store.ts';
import { Dialog } from '../ui/dialog.tsx';
import { edit } from '../workbench/draft-edits.ts';
import { newRowId } from '../workbench/ids.ts';
import { showPage } from './show-field.ts';
import styles from './add-page.module.css';

const WHEN: Readonly<Partial<Record<PageId, string>>> = {
  transitionPlan: 'From the year the student turns 16; earlier when the team decides.',
  structuredNotes: 'Beside free notes: to say that the meeting will be continued, when and why.',
  amendment: 'A change between two annual meetings.',
  meetingNotice: 'Before every meeting.',
  progressReport: 'On each day progress is reported to the parents.',
  assessmentPlan: 'Before an assessment, for the consent of the parent.',
  excusal: 'When a team member will miss the meeting or a part of it.',
  contactLog: 'For every attempt to reach the parent.',
};

/** Makes the sheet if it is a new one, and shows it. */
function open(document: IepDocument, { page, key }: PageToAdd): void {
  if (key !== null) return showPage(key);
  const def = pageDef(page);
  const there = valueAt(document, def.root);
  const sheets = rowsAt(there);
  const sheet = emptySheet(def, newRowId(), sheets);
  const label = `Add: ${def.title.en}`;
  if (Array.isArray(there)) edit(label, [{ op: 'insertRow', at: def.root, row: sheet, after: sheets.at(-1)?.[ROW_ID] ?? null }]);
  else write(def.root, label, [sheet]);
  return showPage(`${page}/${rowSegment(sheet[ROW_ID])}`);
}

/** A sheet that waits for its day is known by its number and date. */
function nameOf(document: IepDocument, { page, key }: PageToAdd): string {
  const { title, instances } = pageDef(page);
  if (key === null || instances === 'one') return title.en;
  const sheet = pageRoot(key);
  const due = showDate(wordsOf(valueAt(document, `${sheet}/dueDate`)));
  return `${title.en} ${wordsOf(valueAt(document, `${sheet}/reportNo`))}${due === '' ? '' : `, due ${due}`}`;
}

export function AddPage({ document }: { readonly document: IepDocument }) {
  const [asking, setAsking] = useState(false);
  useCommand('meeting.addPage', () => setAsking(true));
  return (
    <div className={styles.add}>
      <Button look="quiet" small onPress={() => setAsking(true)}>
        + Add a page…
      </Button>
      {asking ? (
        <Dialog title="Add a page" onClose={() => setAsking(false)} actions={null}>
          <ul className={styles.list}>
            {pagesToAdd(document).map((offer) => (
              <li key={`${offer.page} ${offer.key ?? 'new'}`}>
                <button
                  type="button"
                  className={styles.offer}
                  data-add={offer.key ?? offer.page}
                  onClick={() => {
                    setAsking(false);
                    open(document, offer);
                  }}
                >
                  <span className={styles.name}>{nameOf(document, offer)}</span>
                  <span className={styles.when}>{WHEN[offer.page]}</span>
                </button>
              </li>
            ))}
          </ul>
        </Dialog>
      ) : null}
    </div>
  );
}
