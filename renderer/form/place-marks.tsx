/** What is known of a field or a row beside its label: that it still says what last year's IEP said, who prepares it, and that the team has discussed it. */
import { isCarried } from '../../shared/flow/read.ts';
import { isWithin, type Address } from '../../shared/iep/address.ts';
import { staffWords } from '../../shared/iep/staff.ts';
import { Button } from '../ui/button.tsx';
import { markTime } from '../workbench/clock.ts';
import { useDocumentStore, useInDocument } from '../workbench/document-store.ts';
import { command } from '../workbench/draft-commands.ts';
import styles from './place-marks.module.css';

/** The offer of last year is only to be considered (iep-forms.md section 1); other words simply come from last year. */
function carriedWords(at: Address): string {
  return at.startsWith('pages/fapeServices/') && at.split('/').at(-1)?.startsWith('@') === true ? 'To be considered: from last year' : 'From last year';
}

/** A row is looked at as a whole: the fields in it carry the mark only once the row has none. */
export function useCarried(at: Address): boolean {
  return useInDocument(['work'], (document) => isCarried(document, at), false);
}

function keep(at: Address): void {
  const carried = useDocumentStore.getState().document?.work?.carried.filter((place) => isWithin(place, at)) ?? [];
  void command({ type: 'carriedConfirmed', at: carried });
}

export function CarriedMark({ at, label }: { readonly at: Address; readonly label: string }) {
  if (!useCarried(at)) return null;
  return (
    <span className={styles.carried} data-carried-mark={at}>
      {carriedWords(at)}
      <Button look="quiet" small label={`Keep last year's: ${label}`} onPress={() => keep(at)}>
        Keep
      </Button>
    </span>
  );
}

/** "Prepared by Dana Lee, Speech-language pathologist", where this very place was given to somebody. */
export function PreparedMark({ at }: { readonly at: Address }) {
  const words = useInDocument(['work', 'staff'], (document) => {
    const staff = document.work?.preparedBy?.[at]?.staff;
    return staff === undefined ? '' : staffWords(document, staff);
  }, '');
  return words === '' ? null : <span className={styles.prepared} data-prepared-by={at}>prepared by {words}</span>;
}

export function DiscussedMark({ at }: { readonly at: Address }) {
  const mark = useInDocument(['work'], (document) => document.work?.discussed?.[at], undefined);
  if (mark === undefined) return null;
  return (
    <span className={styles.discussed} data-discussed={at}>
      ✓ discussed {markTime(mark.at)}
    </span>
  );
}
