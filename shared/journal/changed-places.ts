/**
 * Where two stands of one document differ. An edit shares everything it does not touch with the document before, so only the ways to a
 * difference are walked: of a sixty-page IEP a few hundred comparisons a key.
 */
import { ROW_ID, isRow, isWithin, rowSegment, type Address, type Row } from '../iep/address.ts';
import { isList, isObject, type Json, type JsonObject } from '../iep/json.ts';

export interface ChangedPlaces {
  /** Every place that is another object or value now, from the root ('') to the innermost. */
  readonly places: ReadonlySet<Address>;
  /** The innermost of them. */
  readonly ends: readonly Address[];
  /** Ends that hold a list or a group, or did: what lies below one may be anything. */
  readonly blind: readonly Address[];
}

/** True when what stands at `place`, or anything in it, may be another than before; false means that it is the same. */
export function mayHaveChanged({ places, blind }: ChangedPlaces, place: Address): boolean {
  return places.has(place) || blind.some((end) => isWithin(place, end));
}

/** The rows of a list by their ids, or null when it is no list of rows. */
function rowsById(list: readonly Json[]): ReadonlyMap<string, Row> | null {
  const rows = list.filter(isRow);
  const known = new Map(rows.map((row) => [row[ROW_ID], row]));
  return known.size === list.length ? known : null;
}

function member(of: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(of, name) ? of[name] : undefined;
}

export function changedPlaces(before: Json, now: Json): ChangedPlaces {
  const places = new Set<Address>();
  const ends: Address[] = [];
  const blind: Address[] = [];
  const under = (at: Address, name: string): Address => (at === '' ? name : `${at}/${name}`);
  const walk = (was: Json | undefined, is: Json | undefined, at: Address): void => {
    if (was === is) return;
    places.add(at);
    if (isObject(was) && isObject(is)) {
      for (const name of new Set([...Object.keys(was), ...Object.keys(is)])) walk(member(was, name), member(is, name), under(at, name));
      return;
    }
    const [old, fresh] = [isList(was) ? rowsById(was) : null, isList(is) ? rowsById(is) : null];
    if (old === null || fresh === null) {
      ends.push(at);
      if ([was, is].some((value) => isObject(value) || isList(value))) blind.push(at);
      return;
    }
    for (const id of new Set([...old.keys(), ...fresh.keys()])) walk(old.get(id), fresh.get(id), under(at, rowSegment(id)));
  };
  walk(before, now, '');
  return { places, ends, blind };
}
