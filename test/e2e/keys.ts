/**
 * A case manager without a mouse: Tab and arrows, typing and the program's own keys. It looks at where the caret is, as a person does, and never
 * touches the page in another way. What it writes comes from an IEP that is already written (`answers`), found by the place in its list.
 */
import type { Page } from 'playwright';
import { valueAt, type Address } from '../../shared/iep/address.ts';
import { fieldAt } from '../../shared/iep/fields.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import type { Json, JsonObject } from '../../shared/iep/json.ts';

/** The control the caret is in. `path` is its address with places (`#0`) for row ids; '' outside of the form. */
export interface Caret {
  readonly path: string;
  readonly address: string;
  readonly tag: string;
  readonly type: string;
  readonly role: string;
  readonly text: string;
  readonly value: string;
  readonly checked: boolean;
  /** What a radio button or tick stands for. */
  readonly choice: string;
  /** Rows a list has, on its Add button; entries of a short list, on its Add button. */
  readonly rows: number;
  /** Which entry of a short list it is. */
  readonly entry: number;
  readonly selected: number;
  readonly options: readonly string[];
}

export function caretOf(page: Page): Promise<Caret> {
  return page.evaluate(() => {
    const active = document.activeElement instanceof HTMLElement ? document.activeElement : document.body;
    const box = active.closest<HTMLElement>('[data-field-at]');
    const own = active.dataset['at'] ?? active.dataset['choice']?.split('=')[0] ?? '';
    const inForm = active.closest('[data-page-body]') !== null;
    const address = own !== '' ? own : inForm ? (box?.dataset['fieldAt'] ?? '') : '';
    const rowsOf = (list: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(`[data-row^="${list}/@"]`)].filter((row) => !(row.dataset['row'] ?? '').slice(list.length + 1).includes('/'));
    let prefix = '';
    const path: string[] = [];
    for (const part of address.split('/').filter((each) => each !== '')) {
      const list = prefix;
      prefix = prefix === '' ? part : `${prefix}/${part}`;
      const place = part.startsWith('@') ? rowsOf(list).findIndex((row) => row.dataset['row'] === prefix) : -1;
      path.push(place >= 0 ? `#${place}` : part);
    }
    const select = active instanceof HTMLSelectElement ? active : null;
    const entries = box === null ? [] : [...box.querySelectorAll<HTMLTextAreaElement>('textarea[data-one-line]')];
    return {
      path: path.join('/'), address, tag: active.tagName.toLowerCase(), type: active.getAttribute('type') ?? '', role: active.getAttribute('role') ?? '',
      text: (active.getAttribute('aria-label') ?? active.textContent ?? '').trim(),
      value: active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement || select !== null ? (active as HTMLInputElement).value : '',
      checked: active instanceof HTMLInputElement && active.checked,
      choice: (active.dataset['choice'] ?? '').split('=').slice(1).join('='),
      rows: active.dataset['at'] !== undefined && active.tagName === 'BUTTON' ? rowsOf(active.dataset['at']).length : entries.length,
      entry: active instanceof HTMLTextAreaElement ? entries.indexOf(active) : -1,
      selected: select?.selectedIndex ?? -1,
      options: select === null ? [] : [...select.options].map((option) => option.value),
    };
  });
}

const MOST_TABS = 400;

/** Tab until the caret is where `there` says; throws with the way when it is nowhere. */
export async function tabTo(page: Page, there: (caret: Caret) => boolean, what: string): Promise<Caret> {
  const seen: string[] = [];
  for (let n = 0; n < MOST_TABS; n += 1) {
    const caret = await caretOf(page);
    if (there(caret)) return caret;
    seen.push(caret.path === '' ? caret.text.slice(0, 30) : caret.path);
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${what}. It passed: ${seen.slice(0, 60).join(' | ')}`);
}

/** Presses the button of that name, found by Tab. */
export async function pressKey(page: Page, name: RegExp): Promise<void> {
  await tabTo(page, (caret) => (caret.tag === 'button' || caret.type === 'submit') && name.test(caret.text), String(name));
  await page.keyboard.press('Enter');
}

/** Types into the box with that label, found by Tab. */
export async function typeInto(page: Page, label: RegExp, text: string): Promise<void> {
  for (let n = 0; n < MOST_TABS; n += 1) {
    const found = await page.evaluate(() => {
      const active = document.activeElement;
      return active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement ? [...(active.labels ?? [])].map((each) => each.textContent ?? '').join(' ') + (active.getAttribute('aria-label') ?? '') : '';
    });
    if (found !== '' && label.test(found)) {
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type(text);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${String(label)}.`);
}

/** The answer for a path with places for rows; undefined when there is none. */
export function answerAt(answers: IepDocument, path: string): Json | undefined {
  let here: Json | undefined = answers;
  for (const part of path.split('/')) {
    if (here === undefined || here === null || typeof here !== 'object') return undefined;
    here = part.startsWith('#') ? (here as readonly Json[])[Number(part.slice(1))] : (here as JsonObject)[part];
  }
  return here;
}

const asTyped = (date: string): string => {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${Number(month)}/${Number(day)}/${year}`;
};

/** Letters typed one by one; what is longer comes in at once behind them, as dictation and input methods write. */
const TYPED = 10;

async function typeOver(page: Page, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+a');
  if (text === '') return page.keyboard.press('Delete');
  await page.keyboard.type(text.slice(0, TYPED));
  if (text.length > TYPED) await page.keyboard.insertText(text.slice(TYPED));
  return undefined;
}

/** The place of what an answer points to, in the list it points into. */
function placeOf(answers: IepDocument, list: Address, id: Json | undefined): number {
  const rows = valueAt(answers, list);
  return Array.isArray(rows) ? (rows as readonly JsonObject[]).findIndex((row) => row['id'] === id) : -1;
}

const LISTS: Readonly<Record<string, Address>> = { service: 'pages/fapeServices/services', basis: 'pages/structuredNotes/basis', action: 'pages/structuredNotes/actions' };

async function chooseOption(page: Page, caret: Caret, wanted: (caret: Caret) => boolean): Promise<void> {
  if (wanted(caret)) return;
  await page.keyboard.press('Home');
  for (let n = 0; n <= caret.options.length; n += 1) {
    if (wanted(await caretOf(page))) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`${caret.path}: no option fits.`);
}

/** Places the named steps of the meeting write (shared/flow/may-edit.ts); nobody types there. */
const STEPS = /^pages\/(attendance|consent)\/@[^/]+\/(sessionNo|sessionDate|consentChoice|parentSignatures|consentExceptions|iepCopyGiven)(\/|$)/u;

/** Writes the answer into the control the caret is in. True when the caret has moved on by itself. */
async function write(page: Page, answers: IepDocument, caret: Caret): Promise<boolean> {
  const def = fieldAt(caret.address)?.def;
  if (def === undefined || STEPS.test(caret.address)) return false;
  const answer = answerAt(answers, caret.path);
  const { type } = def;
  const isAdd = caret.tag === 'button';
  if (isAdd && type.kind === 'rows') {
    if (!caret.text.startsWith('+ Add') || caret.rows >= (Array.isArray(answer) ? answer.length : 0)) return false;
    const list = caret.address;
    await page.keyboard.press('Enter');
    await page.waitForFunction(([at, rows]) => document.querySelectorAll(`[data-row^="${at}/@"]`).length > Number(rows) && document.activeElement?.closest(`[data-row^="${at}/@"]`) !== null, [list, String(caret.rows)] as const, { timeout: 10_000 }).catch(() => {
      throw new Error(`${caret.path}: no row came.`);
    });
    return true;
  }
  if (isAdd && type.kind === 'textList') {
    if (!caret.text.startsWith('+ Add') || caret.rows >= (Array.isArray(answer) ? answer.length : 0)) return false;
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement instanceof HTMLTextAreaElement);
    return true;
  }
  if (isAdd) return false;
  switch (type.kind) {
    case 'text':
    case 'statement':
    case 'time':
      if (caret.value !== answer && typeof answer === 'string') await typeOver(page, answer);
      return false;
    case 'int':
    case 'percent':
      if (typeof answer === 'number' && caret.value !== String(answer)) await typeOver(page, String(answer));
      return false;
    case 'date':
      if (typeof answer === 'string' && answer !== '' && caret.value !== asTyped(answer)) await typeOver(page, asTyped(answer));
      return false;
    case 'textList': {
      const texts = Array.isArray(answer) ? answer.map(String) : [];
      if (caret.entry >= 0 && texts[caret.entry] !== undefined && caret.value !== texts[caret.entry]) await typeOver(page, texts[caret.entry] ?? '');
      return false;
    }
    case 'bool':
      if (caret.checked !== (answer === true)) await page.keyboard.press('Space');
      return false;
    case 'choices':
      if (caret.checked !== (Array.isArray(answer) && answer.includes(caret.choice))) await page.keyboard.press('Space');
      return false;
    case 'yn':
    case 'choice':
    case 'code':
      if (typeof answer !== 'string' || answer === '') return false;
      if (caret.type === 'radio') return pickRadio(page, caret, answer);
      if (caret.tag === 'select') await chooseOption(page, caret, (now) => now.value === answer);
      else if (!caret.value.startsWith(`${answer} `)) await pickCode(page, answer, caret.path);
      return false;
    case 'codes':
      if (caret.tag !== 'input') return false;
      for (const code of Array.isArray(answer) ? answer.map(String) : []) if (!(await isPicked(page, caret.address, code))) await pickCode(page, code, caret.path);
      return false;
    case 'ref': {
      const list = LISTS[type.to];
      if (type.many === true) {
        const places = (Array.isArray(answer) ? answer : []).map((id: Json) => (list === undefined ? -1 : placeOf(answers, list, id)));
        const here = await placeOfTick(page, caret.address);
        const isWanted = type.to === 'goalNumber' ? Array.isArray(answer) && answer.map(String).includes(caret.choice) : places.includes(here);
        if (caret.checked !== isWanted) await page.keyboard.press('Space');
        return false;
      }
      if (typeof answer !== 'string' || answer === '') return false;
      const place = list === undefined ? -1 : placeOf(answers, list, answer);
      await chooseOption(page, caret, (now) => (list === undefined ? now.value === answer : now.selected === place + 1));
      return false;
    }
    case 'rows':
    case 'group':
    case 'signature':
    case 'derived':
      return false;
  }
}

async function pickRadio(page: Page, first: Caret, answer: string): Promise<boolean> {
  let caret = first;
  for (let n = 0; n < 14; n += 1) {
    if (caret.choice === answer) {
      if (!caret.checked) await page.keyboard.press('Space');
      return false;
    }
    await page.keyboard.press('ArrowDown');
    caret = await caretOf(page);
  }
  throw new Error(`${first.path}: no choice "${answer}".`);
}

/** Types a code into the search box and takes the first that is found. */
async function pickCode(page: Page, code: string, path: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(code);
  const offered = page.locator('[role="option"]').first();
  await offered.waitFor({ timeout: 5_000 }).catch(() => {
    throw new Error(`${path}: nothing is offered for "${code}".`);
  });
  const chosen = await page.evaluate(() => document.querySelector('[role="option"][data-focused], [role="option"][aria-selected="true"]') !== null);
  if (!chosen) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

function isPicked(page: Page, at: string, code: string): Promise<boolean> {
  return page.evaluate(([place, wanted]) => [...document.querySelectorAll(`[data-field-at="${place}"] button`)].some((button) => (button.getAttribute('aria-label') ?? '').includes(wanted)), [at, code] as const);
}

function placeOfTick(page: Page, at: string): Promise<number> {
  return page.evaluate((place) => [...document.querySelectorAll(`[data-field-at="${place}"] input[type="checkbox"]`)].indexOf(document.activeElement as Element), at);
}

/** Fills the page at hand from its first field to its last, by Tab; a sheet of a session has its answers at `answersRoot`. Returns how many controls the caret came through. */
export async function fillByKeys(page: Page, answers: IepDocument, root: Address, answersRoot: Address = root): Promise<number> {
  await tabTo(page, (caret) => caret.address.startsWith(`${root}/`), `the first field of ${root}`);
  let passed = 0;
  for (;;) {
    const found = await caretOf(page);
    const caret = { ...found, path: found.path.replace(root, answersRoot) };
    if (passed > 0 && caret.address === '' && !(await isInForm(page))) return passed;
    passed += 1;
    if (passed > 3_000) throw new Error(`${root} has no end; the caret is in ${caret.path}.`);
    if (caret.address.startsWith(`${root}/`) && (await write(page, answers, caret))) continue;
    await page.keyboard.press('Tab');
  }
}

function isInForm(page: Page): Promise<boolean> {
  return page.evaluate(() => document.activeElement?.closest('[data-page-body]') !== null);
}

