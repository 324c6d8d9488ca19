/**
 * Fills any page of the form through its controls, by the kind of each field, with values that follow from the address alone, and says what
 * it put where. It knows the definitions and the controls, and nothing of how values are kept.
 */
import type { Locator, Page } from 'playwright';
import { field, saved } from '../../build/run/demo/hands.ts';
import { codeTable } from '../../shared/iep/codes.ts';
import type { FieldDef } from '../../shared/iep/definition.ts';
import { fieldsOf, innerFields } from '../../shared/iep/fields.ts';
import type { Json } from '../../shared/iep/json.ts';
import { pageIdOf, pageRoot } from '../../shared/iep/page-keys.ts';
import { pageDef } from '../../shared/iep/pages.ts';
import { followsOrder } from '../../shared/journal/rows.ts';
import { addDays } from '../../shared/time/dates.ts';
import { times } from '../crash/size.ts';

/** Rows filled in each list: one shows the control of each field, two that no row takes the place of another. */
const ROWS = times(1, 2);

/** One field as it was filled. */
export interface Filled {
  readonly at: string;
  readonly def: FieldDef;
  readonly value: Json;
}

/** Values that are chosen, not made, by the end of their address; of several, the one the field offers. */
export type Choices = Readonly<Record<string, Json>>;

function numberOf(at: string): number {
  let sum = 2_166_136_261;
  for (const sign of at) sum = Math.imul(sum ^ (sign.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return sum;
}

const SOUNDS = ['ba', 'de', 'fi', 'go', 'hu', 'ja', 'ke', 'li', 'mo', 'nu', 'pa', 're', 'si', 'to', 'vu', 'za'];

/** A word that stands for one address, short enough for the narrowest column of a paper; no language has it. */
export function wordOf(at: string): string {
  const number = numberOf(at);
  return Array.from({ length: 6 }, (_, i) => SOUNDS[(number >>> (i * 4)) & 15] ?? '').join('');
}

/** The n-th member of a list, counted round. */
function nth<T>(list: readonly T[], at: string): T {
  const found = list[numberOf(at) % list.length];
  if (found === undefined) throw new Error(`There is nothing to choose from at ${at}.`);
  return found;
}

/** What to put at an address; null for kinds whose value depends on what the window offers. */
function made(at: string, { type }: FieldDef): Json {
  switch (type.kind) {
    case 'text':
      return wordOf(at);
    case 'statement':
      return `${wordOf(at)} was looked at with the family and the team.`;
    case 'yn':
      return 'Y';
    case 'bool':
      return true;
    case 'choice':
      return (type.choices.find(({ value }) => value.toLowerCase() === 'other') ?? nth(type.choices.filter(({ offeredWhen }) => offeredWhen === undefined), at)).value;
    case 'choices':
      return type.choices.filter(({ value }, i) => value === 'other' || i === numberOf(at) % type.choices.length).map(({ value }) => value);
    case 'code': {
      const entries = codeTable(type.table).filter(({ active }) => active);
      return (entries.find(({ other }) => other === true) ?? nth(entries, at)).code;
    }
    case 'codes':
      return codeTable(type.table).filter(({ active, exclusive }) => active && exclusive !== true).slice(1, 3).map(({ code }) => code);
    case 'date':
      return addDays('2027-10-01', numberOf(at) % 300);
    case 'time':
      return `${String(8 + (numberOf(at) % 8)).padStart(2, '0')}:${String(10 + (numberOf(at) % 49)).padStart(2, '0')}`;
    case 'int':
      return 1000 + (numberOf(at) % 9000);
    case 'percent':
      return 10 + (numberOf(at) % 80);
    case 'textList':
      return [wordOf(`${at} 1`), wordOf(`${at} 2`)];
    case 'rows':
    case 'group':
    case 'signature':
    case 'ref':
    case 'derived':
      return null;
  }
}

function shown(iso: Json): string {
  const [year = '', month = '', day = ''] = String(iso).split('-');
  return `${Number(month)}/${Number(day)}/${year}`;
}

async function put(control: Locator, text: string): Promise<void> {
  await control.fill(text);
  await control.press('Tab');
}

/** A long coded list is searched, a short one is radio buttons. */
export async function pickCode(page: Page, at: string, table: Parameters<typeof codeTable>[0], code: string): Promise<void> {
  const radio = page.locator(`[data-choice="${at}=${code}"]`);
  if ((await radio.count()) > 0) return radio.check();
  const box = field(page, at);
  const entry = codeTable(table).find((candidate) => candidate.code === code);
  // The list closes when the page scrolls under it, so the page is brought to rest first.
  await box.scrollIntoViewIfNeeded();
  await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); }));
  await box.fill(code);
  await page.getByRole('option', { name: `${code} ${entry?.label.en ?? ''}`, exact: true }).click();
  return undefined;
}

/** What a pointing field offers first, chosen. */
async function pickFirst(control: Locator): Promise<Json> {
  const values = await control.locator('option').evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  const first = values.find((value) => value !== '');
  if (first === undefined) return null;
  await control.selectOption(first);
  return first;
}

async function putOne(page: Page, at: string, def: FieldDef, value: Json): Promise<Json> {
  const control = field(page, at);
  const box = page.locator(`[data-field-at="${at}"]`);
  const { type } = def;
  switch (type.kind) {
    case 'text':
    case 'statement':
      await control.fill(String(value));
      return value;
    case 'time':
    case 'int':
    case 'percent':
      await put(control, String(value));
      return value;
    case 'date':
      await put(control, shown(value));
      return value;
    case 'bool':
      await control.check();
      return value;
    case 'yn':
    case 'choice': {
      const radio = page.locator(`[data-choice="${at}=${String(value)}"]`);
      await ((await radio.count()) > 0 ? radio.check() : control.selectOption(String(value)));
      return value;
    }
    case 'choices':
      for (const tick of await box.locator('input[type="checkbox"]').all()) {
        const choice = (await tick.getAttribute('data-choice')) ?? '';
        await tick.setChecked((value as readonly string[]).includes(choice.slice(at.length + 1)));
      }
      return value;
    case 'code':
      await pickCode(page, at, type.table, String(value));
      return value;
    case 'codes':
      for (const old of await box.getByRole('button', { name: /^Remove / }).all().then((all) => all.toReversed())) await old.click();
      for (const code of value as readonly string[]) await pickCode(page, at, type.table, code);
      return value;
    case 'textList': {
      for (const old of await box.getByRole('button', { name: /^Remove / }).all().then((all) => all.toReversed())) await old.click();
      for (const [i, text] of (value as readonly string[]).entries()) {
        await box.getByRole('button', { name: /^\+ Add/ }).click();
        await box.locator('textarea').nth(i).fill(text);
      }
      return value;
    }
    case 'ref': {
      if (type.many !== true) return pickFirst(control);
      const first = box.locator('input[type="checkbox"]').first();
      if ((await first.count()) === 0) return null;
      for (const tick of await box.locator('input[type="checkbox"]').all()) await tick.setChecked(false);
      await first.check();
      const id = ((await first.getAttribute('data-choice')) ?? '').slice(at.length + 1);
      return type.to === 'goalNumber' ? [Number(id)] : [id];
    }
    case 'rows':
    case 'group':
    case 'signature':
    case 'derived':
      throw new Error(`${def.id} holds other fields.`);
  }
}

/** The value chosen for an address: the longest end that fits names it, when the field can hold it. */
function chosenAt(chosen: Choices, at: string, { type }: FieldDef): Json | undefined {
  const [end] = Object.keys(chosen).filter((key) => at.endsWith(key)).toSorted((a, b) => b.length - a.length);
  const value = end === undefined ? undefined : chosen[end];
  if (type.kind === 'yn') return value === 'Y' || value === 'N' ? value : undefined;
  const offered = Array.isArray(value) ? (value as readonly Json[]) : [value];
  if (type.kind === 'choice') return type.choices.find((choice) => offered.includes(choice.value))?.value;
  if (type.kind === 'code') return codeTable(type.table).some((entry) => entry.code === value) ? value : undefined;
  return value;
}

export interface Filler {
  readonly page: Page;
  /** Values by the end of their address, where a made one would close a part of the form. */
  readonly chosen: Choices;
  /** Places only named steps write, or that were filled before. */
  readonly leave: (at: string) => boolean;
}

async function isThere(page: Page, at: string, def: FieldDef): Promise<boolean> {
  if (['textList', 'codes', 'group', 'signature'].includes(def.type.kind) || (def.type.kind === 'ref' && def.type.many === true)) return (await page.locator(`[data-field-at="${at}"]`).count()) > 0;
  return (await field(page, at).count()) > 0;
}

async function rowsOf(page: Page, at: string): Promise<readonly string[]> {
  const rows = page.locator(`[data-row^="${at}/@"]`);
  const all = await rows.evaluateAll((found) => found.map((row) => row.getAttribute('data-row') ?? ''));
  return all.filter((row) => !row.slice(at.length + 1).includes('/'));
}

async function fillField(filler: Filler, at: string, def: FieldDef): Promise<readonly Filled[]> {
  const { page } = filler;
  if (def.type.kind === 'derived' || followsOrder(def) || filler.leave(at) || !(await isThere(page, at, def))) return [];
  if (def.type.kind === 'group' || def.type.kind === 'signature') return fillAll(filler, at, innerFields(def));
  if (def.type.kind === 'rows') {
    while ((await rowsOf(page, at)).length < ROWS) {
      const before = (await rowsOf(page, at)).length;
      await field(page, at).press('Enter');
      await page.waitForFunction(([list, count]) => document.querySelectorAll(`[data-row^="${list}/@"]`).length > Number(count), [at, String(before)] as const);
    }
    const filled: Filled[] = [];
    for (const row of (await rowsOf(page, at)).slice(0, ROWS)) filled.push(...(await fillAll(filler, row, innerFields(def))));
    return filled;
  }
  const value = await putOne(page, at, def, chosenAt(filler.chosen, at, def) ?? made(at, def));
  return value === null ? [] : [{ at, def, value }];
}

async function fillAll(filler: Filler, scope: string, defs: readonly FieldDef[]): Promise<readonly Filled[]> {
  const filled: Filled[] = [];
  for (const def of defs) filled.push(...(await fillField(filler, `${scope}/${def.id}`, def)));
  return filled;
}

/** What the control of each kind of field is made of; dates, times and numbers show themselves by what they store. */
const SHAPES: Readonly<Partial<Record<FieldDef['type']['kind'], string>>> = {
  text: 'textarea[data-one-line]', statement: 'textarea:not([data-one-line])', yn: 'input[type="radio"]', bool: 'input[type="checkbox"]', choice: 'input[type="radio"], select', choices: 'input[type="checkbox"]',
  code: 'input[role="combobox"], input[type="radio"]', ref: 'select, input[type="checkbox"]',
};

/** Fields of the page at hand whose control is of another kind than the field: a coded list as a text box, a list as a text area. */
export async function wrongControls(page: Page, filled: readonly Filled[]): Promise<readonly string[]> {
  const asked = filled.flatMap(({ at, def }) => (SHAPES[def.type.kind] === undefined ? [] : [{ at, shape: SHAPES[def.type.kind] ?? '' }]));
  return page.evaluate((fields) => fields.flatMap(({ at, shape }) => {
    const control = document.querySelector(`[data-at="${at}"]`);
    return control === null || control.matches(shape) ? [] : [`${at} is ${control.tagName.toLowerCase()}`];
  }), asked);
}

/** Fills the page at hand; a second look finds the fields an answer further down brought up. */
export async function fillPage(filler: Filler, key: string): Promise<readonly Filled[]> {
  const root = pageRoot(key);
  const defs = fieldsOf(pageDef(pageIdOf(key)));
  const first = await fillAll(filler, root, defs);
  const done = new Set(first.map(({ at }) => at));
  const again = await fillAll({ ...filler, leave: (at) => filler.leave(at) || done.has(at) }, root, defs);
  await saved(filler.page);
  return [...first, ...again];
}
