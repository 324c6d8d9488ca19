/** What became of one report on paper. Signs the fonts lack are named before anything is printed, and it goes on once somebody has seen them. */
import type { ProgressPrinted } from '../../shared/bridge/paper.ts';
import { signOf } from '../print/signs.ts';
import { Button } from '../ui/button.tsx';
import { PRINTER_WORDS, SAVED_WORDS, SIGNS_LACKING } from '../ui/words.ts';

export type To = 'printer' | 'file';

export interface Printed {
  readonly to: To;
  readonly result: ProgressPrinted;
}

function wentWords({ papers: [paper], leftOut, saved, printer, missingSigns }: ProgressPrinted): string {
  if (paper === undefined) return leftOut.map(({ words }) => words).join(' ');
  if (isHeld({ saved, printer, missingSigns })) return 'Not printed yet: look at the signs below first.';
  const went = saved ? SAVED_WORDS : printer === 'notAsked' ? 'Saving was cancelled; nothing was written.' : PRINTER_WORDS[printer];
  return `${went} ${paper.sheets} ${paper.sheets === 1 ? 'sheet' : 'sheets'}, code ${paper.code}.`;
}

/** Nothing was printed or saved yet: somebody looks at the signs first. */
function isHeld({ saved, printer, missingSigns }: Pick<ProgressPrinted, 'saved' | 'printer' | 'missingSigns'>): boolean {
  return missingSigns.length > 0 && !saved && printer === 'notAsked';
}

export function PrintOutcome({ printed, busy, onGoOn }: { readonly printed: Printed | null; readonly busy: boolean; readonly onGoOn: (to: To) => void }) {
  if (printed === null) return <p role="status" data-printed={false} />;
  const { to, result } = printed;
  const held = isHeld(result);
  const signs = result.missingSigns.flatMap(({ signs: missing }) => missing);
  return (
    <>
      <p role="status" data-printed={!held}>{wentWords(result)}</p>
      {signs.length === 0 ? null : (
        <div role="alert" data-missing-signs={signs.length}>
          <p>{SIGNS_LACKING} {signs.map(signOf).join('  ')}</p>
          {held ? <Button disabled={busy} onPress={() => onGoOn(to)}>Go on with the codes</Button> : null}
        </div>
      )}
    </>
  );
}
