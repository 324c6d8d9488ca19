/** Two JSON values are equal when they hold the same members, whatever the order in which the members were written. */
import { isList, isObject, type Json } from '../iep/json.ts';

/** Deep equality; `undefined` (no such place) equals only `undefined`. */
export function sameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (isList(left) && isList(right)) return left.length === right.length && left.every((value, n) => sameJson(value, right[n]));
  if (isObject(left) && isObject(right)) {
    const names = Object.keys(left);
    return names.length === Object.keys(right).length && names.every((name) => Object.hasOwn(right, name) && sameJson(left[name], right[name]));
  }
  return false;
}
