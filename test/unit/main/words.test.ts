import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { PASSPHRASE } from '../../crash/rig.ts';
import { failureOf, openDesk, setUp, type Desk } from './desk.ts';

let desk: Desk | null = null;
afterEach(async () => {
  await desk?.end();
  desk = null;
});

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => (statSync(join(folder, name)).isDirectory() ? filesUnder(join(folder, name)) : [join(folder, name)]));
}

describe('words somebody said are right', () => {
  it('are kept sealed, once each, in the order they were added, and are there again after a restart', async () => {
    desk = await setUp();
    expect(await desk.get('words.list')).toEqual({ words: [] });
    await desk.get('words.add', { word: 'Quetzalina' });
    await desk.get('words.add', { word: 'Dibelish' });
    expect(await desk.get('words.add', { word: 'Quetzalina' })).toEqual({ words: ['Quetzalina', 'Dibelish'] });
    await desk.get('session.lock');
    expect(failureOf(await desk.call('words.list'))).toMatchObject({ code: 'locked' });
    await desk.get('session.unlock', { passphrase: PASSPHRASE });
    expect(await desk.get('words.list')).toEqual({ words: ['Quetzalina', 'Dibelish'] });
    expect(await desk.get('words.remove', { word: 'Quetzalina' })).toEqual({ words: ['Dibelish'] });
    const files = filesUnder(desk.folder);
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) expect(readFileSync(file).includes('Dibelish'), file).toBe(false);
  });

  it('two at once are both kept', async () => {
    desk = await setUp();
    await Promise.all([desk.get('words.add', { word: 'Quetzalina' }), desk.get('words.add', { word: 'Dibelish' })]);
    expect(await desk.get('words.list')).toEqual({ words: ['Quetzalina', 'Dibelish'] });
  });

  it('are single words: anything else is refused and changes nothing', async () => {
    desk = await setUp();
    for (const word of ['two words', '', 'x1', '<b>', "'s", 'a\u0000b']) expect(failureOf(await desk.call('words.add', { word })), word).toMatchObject({ code: 'badRequest' });
    expect(failureOf(await desk.call('words.add', { word: 'a'.repeat(61) })).code).toBe('tooLarge');
    expect(await desk.get('words.list')).toEqual({ words: [] });
    await desk.get('words.add', { word: "O’Hara-López's" });
    expect(await desk.get('words.list')).toEqual({ words: ["O’Hara-López's"] });
  });

  it('stop at a number nobody reaches, with a sentence', async () => {
    desk = await openDesk();
    await desk.get('session.create', { passphrase: PASSPHRASE });
    await desk.session.inside(async (rooms) => rooms.vault.writeSetting('preferences', { words: Array.from({ length: 5_000 }, (_, n) => `w${String.fromCodePoint(97 + (n % 26))}${n}`) }));
    const reply = await desk.call('words.add', { word: 'more' });
    expect(failureOf(reply)).toMatchObject({ code: 'refused' });
    expect((await desk.get('words.list')).words).toHaveLength(5_000);
  });
});
