/** All checks at once are quick enough to run on every key: on the example, and on a document ten times as long. */
import { checkDocument } from '../../../shared/check/summary.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { EXAMPLE, longFile, read } from '../../fixtures/long-iep.ts';
import { take, type Figure } from '../measure.ts';

const TODAY = '2026-10-16';
/** People and sheets do not grow with the rest, so ten times the text takes fourteen times the rows. */
const TEN_TIMES = longFile(14);

function figure(what: string, file: JsonObject, limit: number): Figure {
  const document = read(file);
  const text = JSON.stringify(file);
  return { what: `all checks on ${what} (${Math.round(text.length / 1024)} KiB)`, limit, work: () => checkDocument(document, TODAY), floor: { what: 'reading its JSON', work: () => JSON.parse(text) as unknown } };
}

if (JSON.stringify(TEN_TIMES).length < 10 * JSON.stringify(EXAMPLE).length) throw new Error('The long document is not ten times as long.');
take([figure('the example', EXAMPLE, 5), figure('a document ten times as long', TEN_TIMES, 20)]);
