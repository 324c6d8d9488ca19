/** That no channel of the bridge was left out: each is tried by everybody in a file here, which proves it at its end, or is named with the reason why no role is asked. */
import { expect, test } from 'vitest';
import { CONTRACT, type Channel } from '../../../../shared/bridge/contract.ts';
import { OF_NO_ROLE, TRIED_IN } from './channels.ts';

const TRIED: readonly Channel[] = Object.values(TRIED_IN).flat();

test('every channel is tried by everybody, or named with the reason why no role is asked, and none is both', () => {
  const channels = Object.keys(CONTRACT) as readonly Channel[];
  expect(channels.filter((channel) => OF_NO_ROLE[channel] === undefined && !TRIED.includes(channel))).toEqual([]);
  expect(TRIED.filter((channel) => OF_NO_ROLE[channel] !== undefined)).toEqual([]);
  expect(new Set(TRIED).size).toBeGreaterThanOrEqual(25);
});
