/**
 * The desks on which rights are tried: who may do what, proved over the bridge. Everybody sends everything in every state straight through the schema gate to the registered handlers.
 * The expectation is read off iep-forms.md section 7 in the files beside this one, by hand, and not from shared/flow: what is forbidden must be refused by name and in a sentence with no
 * file of the profile changed, and what is allowed must work.
 */
import { afterAll, beforeAll, expect } from 'vitest';
import type { Channel, Reply } from '../../../../shared/bridge/contract.ts';
import { rowsAt } from '../../../../shared/flow/read.ts';
import type { DocumentStatus, IepDocument } from '../../../../shared/iep/document.ts';
import { PASSPHRASE } from '../../../crash/rig.ts';
import { CASE_MANAGER, setUp, SYSTEM_MANAGER, type Desk } from '../desk.ts';
import { CONCERNS, discussEverything, goodAttestation, hold, importSample, openMeeting, printParentCopy, signAndReconcile, startDraft, WORDS, type Held } from '../meeting.ts';
import { NAMES, PEOPLE, type Person } from '../people.ts';
import { OF_NO_ROLE, TRIED_IN } from './channels.ts';

export const LATER = '2027-10-06';
export const DAY_MS = 86_400_000;

/** A desk whose one draft has reached a state. */
export interface Reached {
  readonly desk: Desk;
  readonly held: Held;
  readonly document: IepDocument;
}

/** Sent by the person whose work it is, so that the way to a state does not depend on what is being tried. */
const WAYS: Readonly<Record<Exclude<DocumentStatus, 'history'>, (desk: Desk, held: Held) => Promise<unknown>>> = {
  draft: async () => undefined,
  inMeeting: async (_desk, held) => {
    await held.type(CONCERNS, WORDS);
    await openMeeting(held);
    const goal = rowsAt(await held.document(), 'pages/goals/items')[0]?.$row ?? '';
    await held.send({ type: 'goalDiscussed', goal });
    await held.send({ type: 'itemDiscussed', at: CONCERNS });
    await held.send({ type: 'pageDiscussed', page: 'presentLevels' });
  },
  tabled: async (_desk, held) => {
    await openMeeting(held);
    await held.send({ type: 'tabled', kind: 'other', reason: 'The parent did not come.', reconvene: LATER, end: '10:00' });
  },
  closed: async (desk, held) => {
    await openMeeting(held);
    await discussEverything(held);
    await printParentCopy(desk, held);
    await (await hold(desk, held.draftId)).type(CONCERNS, WORDS);
  },
  reconciled: async (desk, held) => {
    await openMeeting(held);
    await discussEverything(held);
    await printParentCopy(desk, held);
    await signAndReconcile(desk, held.draftId);
  },
  current: async (desk, held) => {
    await WAYS.reconciled(desk, held);
    const ready = await hold(desk, held.draftId);
    await desk.get('affirm.commit', { draftId: held.draftId, parent: ready.rev(), attestation: await goodAttestation(ready) });
  },
  abandoned: async (desk, held) => {
    await desk.get('session.setProfile', { profile: SYSTEM_MANAGER });
    await (await hold(desk, held.draftId)).send({ type: 'abandoned', reason: 'The family moved away.' });
    await desk.get('session.setProfile', { profile: CASE_MANAGER });
  },
};
export type State = keyof typeof WAYS;
export const STATES = Object.keys(WAYS) as readonly State[];
export const OPEN: readonly State[] = ['draft', 'inMeeting', 'tabled', 'closed', 'reconciled'];

const desks = new Map<State, Reached>();
export function reached(state: State): Reached {
  const found = desks.get(state);
  if (found === undefined) throw new Error(`No desk has reached "${state}".`);
  return found;
}

/** Channels that were tried here, each with who sat at the desk then. */
const triedBy = new Map<Channel, Set<string>>();

/** The desk, with each call of the page's noted; what leads to a state goes by `get` and is not. */
export function watched(desk: Desk): Desk {
  const call = async (channel: Channel, ...input: readonly unknown[]): Promise<Reply<unknown>> => {
    const { profile } = await desk.get('session.status');
    const people = triedBy.get(channel) ?? new Set<string>();
    triedBy.set(channel, people.add(NAMES.find((person) => PEOPLE[person].staffId === profile?.staffId && PEOPLE[person].role === profile.role) ?? 'nobody'));
    return (desk.call as (channel: Channel, ...input: readonly unknown[]) => Promise<Reply<unknown>>)(channel, ...input);
  };
  return { ...desk, call: call as Desk['call'] };
}

/** Has desks reach these states before the tests of a file, and ends them after it. */
export function reachBefore(states: readonly State[]): void {
  beforeAll(async () => {
    for (const state of states) {
      const desk = watched(await setUp());
      const started = await startDraft(desk, (await importSample(desk)).studentId);
      await WAYS[state](desk, started);
      const held = await hold(desk, started.draftId);
      const document = await held.document();
      expect(document.documentStatus).toBe(state);
      desks.set(state, { desk, held, document });
    }
  }, 120_000);
  afterAll(async () => {
    for (const { desk } of desks.values()) await desk.end();
    // The next file of this thread has desks of its own.
    desks.clear();
  }, 300_000);
}

interface Tally {
  /** Channels everybody tried. */
  readonly byAll: readonly Channel[];
  /** Channels that were tried though no role is asked there. */
  readonly ofNoRole: readonly Channel[];
}

/** What was tried here so far; the next file of this thread begins with none. Asked last in a file. */
export function triedHere(): Tally {
  const tried = [...triedBy.keys()].toSorted();
  const byAll = tried.filter((channel) => NAMES.every((person) => triedBy.get(channel)?.has(person) === true));
  triedBy.clear();
  return { byAll, ofNoRole: tried.filter((channel) => OF_NO_ROLE[channel] !== undefined) };
}

/** What the table says of a file, no more and no less. */
export function askedOf(file: keyof typeof TRIED_IN): Tally {
  return { byAll: TRIED_IN[file].toSorted(), ofNoRole: [] };
}

export async function sitDown(desk: Desk, person: Person): Promise<void> {
  await desk.get('session.setProfile', { profile: PEOPLE[person] });
}

/** A copy of the desk with somebody at it: what is allowed happens there, so that the state stays for the next attempt. */
export async function copyOf({ desk, held }: Reached, person: Person): Promise<{ readonly desk: Desk; readonly held: Held }> {
  const copy = watched(await desk.restart());
  await copy.get('session.unlock', { passphrase: PASSPHRASE });
  await sitDown(copy, person);
  return { desk: copy, held: await hold(copy, held.draftId) };
}

export interface Tried {
  forbidden: number;
  allowed: number;
}

/** A refusal has a name and says in a sentence who or what stands against it. */
export function expectRefusal(reply: Reply<unknown>, what: string, names: readonly string[]): void {
  if (reply.ok) throw new Error(`${what} was allowed.`);
  const { failure } = reply;
  expect(names, `${what}: ${failure.code} ${failure.reason ?? ''}`).toContain(failure.code);
  expect(failure.reason ?? '', what).toMatch(/(^|: )[A-Z].{12,}\.$/u);
}

/** Everybody tries it: whoever may not is refused by name and changes no file; whoever may does it, each on a copy of the desk. Tells how many could. */
export async function triedByAll(desk: Desk, who: readonly Person[], what: string, send: (desk: Desk) => Promise<Reply<unknown>>): Promise<number> {
  let did = 0;
  for (const person of NAMES.filter((one) => !who.includes(one))) {
    await sitDown(desk, person);
    const before = desk.picture();
    expectRefusal(await send(desk), `${what}, ${person}`, ['notYours']);
    expect(desk.picture(), person).toEqual(before);
  }
  for (const person of who) {
    const copy = watched(await desk.restart());
    await copy.get('session.unlock', { passphrase: PASSPHRASE });
    await sitDown(copy, person);
    expect(await send(copy), `${what}, ${person}`).toMatchObject({ ok: true });
    did += 1;
  }
  return did;
}
