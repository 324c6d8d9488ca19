/** What a search in the affirmed IEPs of a student came to, in words: an IEP that could not be read is named and never counts as one without the words. */
import { showDate } from '../form/dates.ts';
import type { Searched } from '../workbench/record-search.ts';
import { changeWords } from './record-words.ts';

interface Search {
  readonly state: 'none' | 'running' | 'stopped' | 'done';
  readonly of: number;
  readonly searched: readonly Searched[];
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

export function sumWords({ state, of, searched }: Search): string {
  const read = searched.filter(({ failure }) => failure === null);
  const places = read.reduce((sum, found) => sum + found.places.length, 0);
  const holding = read.filter((found) => found.places.length > 0).length;
  const found = places === 0 ? 'nowhere' : `${counted(places, 'place', 'places')} in ${counted(holding, 'IEP', 'IEPs')}`;
  switch (state) {
    case 'none':
      return '';
    case 'running':
      return of === 0 ? 'Searching…' : `Searching: ${searched.length} of ${counted(of, 'IEP', 'IEPs')}; so far ${found}.`;
    case 'stopped':
      return of === 0 ? 'Stopped before the first IEP.' : `Stopped after ${searched.length} of ${counted(of, 'IEP', 'IEPs')}: ${found} in those.`;
    case 'done':
      if (read.length === 0) return 'No IEP could be searched.';
      return places === 0 ? `Nowhere in the ${read.length === 1 ? 'one IEP that was' : `${read.length} IEPs that were`} searched.` : `Found: ${found}, of ${read.length} searched.`;
  }
}

const UNREAD = { late: 'a signature, a progress report or a translation that came later', translation: 'what was translated later' } as const;

/** One sentence for every IEP that was not, or not wholly, searched. */
export function unreadWords(searched: readonly Searched[]): readonly string[] {
  return searched.flatMap((one) => {
    const which = ['The IEP of', showDate(one.record.meetingDate), changeWords(one.record) === '' ? '' : `(${changeWords(one.record)})`].filter((part) => part !== '').join(' ');
    if (one.failure !== null) return [`${which} could not be read and was not searched.`];
    return one.unread.map((what) => `${which} was searched without ${UNREAD[what]}: it could not be read.`);
  });
}
