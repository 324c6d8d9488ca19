/** Which rule speaks of a blank: every place has exactly one owner, so that no blank is reported twice. */
import { segments, type Address } from '../../iep/address.ts';
import type { OpenPlace } from '../completeness.ts';
import type { LawRule, OpenPlaces } from './rule.ts';

/** The rule that speaks of every blank no other rule owns. */
const REST = 'S-blank';

function shape(address: Address): string {
  return segments(address).map((segment) => (segment.startsWith('@') ? '*' : segment)).join('/');
}

export interface Owners {
  readonly of: (address: Address) => LawRule['id'];
}

/** Throws when two rules own one place. */
export function ownersOf(rules: readonly LawRule[]): Owners {
  const exact = new Map<string, LawRule['id']>();
  const whole: (readonly [prefix: string, rule: LawRule['id']])[] = [];
  for (const rule of rules) {
    for (const place of rule.owns) {
      if (exact.has(place)) throw new Error(`${place} is owned by ${exact.get(place) ?? ''} and by ${rule.id}.`);
      exact.set(place, rule.id);
      if (place.endsWith('/**')) whole.push([place.slice(0, -2), rule.id]);
    }
  }
  const known = new Map<string, LawRule['id']>();
  const look = (place: string): LawRule['id'] => exact.get(place) ?? whole.find(([prefix]) => place.startsWith(prefix))?.[1] ?? REST;
  return {
    of: (address) => {
      const place = shape(address);
      const owner = known.get(place) ?? look(place);
      known.set(place, owner);
      return owner;
    },
  };
}

/** Blank places sorted to the rules that own them. */
export function sorted(places: readonly OpenPlace[], owners: Owners): OpenPlaces {
  const byRule = new Map<LawRule['id'], OpenPlace[]>();
  for (const place of places) {
    const owner = owners.of(place.at);
    const known = byRule.get(owner);
    if (known === undefined) byRule.set(owner, [place]);
    else known.push(place);
  }
  return { of: (rule) => byRule.get(rule) ?? [] };
}
