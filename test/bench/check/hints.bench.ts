/** All hints on sixty pages with sixty other names and last year's IEP: no network, and quick enough to run while somebody types. */
import { take } from '../measure.ts';
import { hinted } from './hinted.ts';

const text = JSON.stringify(hinted.document);
take([{ what: `all hints on 60 pages with ${hinted.names.length} other names and last year's IEP (${Math.round(text.length / 1024)} KiB)`, limit: 50, work: hinted.run, floor: { what: 'reading its JSON', work: () => JSON.parse(text) as unknown } }]);
