/** What became of one report on paper. Signs the fonts lack are named before anything is printed, and it goes on once somebody has seen them. */
import type { ProgressPrinted } from '../../shared/bridge/contract.ts';
import { signOf } from '../print/signs.ts';
import { Button } from '../ui/button.tsx';

export type To = 'printer' | 'file';

export interface Printed {
  readonly to: To;
  readonly result: ProgressPrinted;
}

const WENT: Record<ProgressPrinted['printer'], string> = {
  sent: 'Sent to the printer.', waits: 'No printer answered. The report waits on Home to be printed again.', noPrinter: 'No printer answered. Nothing was printed: connect a printer and print again, or save the report.', cancelled: 'Printing was cancelled.', notAsked: 'Saving was cancelled; nothing was written.',
};

export function PrintOutcome({ printed, busy, onGoOn }: { readonly printed: Printed | null; readonly busy: boolean; readonly onGoOn: (to: To) => void }) {
  const result = printed?.result;
  const paper = result?.papers[0];
  const signs = result?.missingSigns.flatMap(({ signs: missing }) => missing) ?? [];
  const waits = result !== undefined && signs.length > 0 && !result.saved && result.printer === 'notAsked';
  const went = result === undefined ? '' : paper === undefined ? result.leftOut.map(({ words }) => words).join(' ') : waits ? 'Not printed yet: look at the signs below first.' : result.saved ? 'Saved. Whoever has the file can read it: it is not sealed.' : WENT[result.printer];
  return (
    <>
      <p role="status" data-printed={result !== undefined && !waits}>{went}{paper === undefined || waits ? '' : ` ${paper.sheets} ${paper.sheets === 1 ? 'sheet' : 'sheets'}, code ${paper.code}.`}</p>
      {signs.length === 0 || printed === null ? null : (
        <div role="alert" data-missing-signs={signs.length}>
          <p>The printing fonts lack these signs, so the paper shows a code in brackets in their place; write them in by hand: {signs.map(signOf).join('  ')}</p>
          {waits ? <Button disabled={busy} onPress={() => onGoOn(printed.to)}>Go on with the codes</Button> : null}
        </div>
      )}
    </>
  );
}
