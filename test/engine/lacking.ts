/**
 * Promise: whatever this engine does not have fails by name at the moment it is asked for, never later and never silently.
 * A stand-in that answered `undefined` would let the app pass here and break on real Electron. Used in main and in the preload's world.
 */
/** The app asked for something of Electron that this engine does not have; the message names it. */
export class EngineLacks extends Error {
  constructor(what: string) {
    super(`EngineLacks: ${what}`);
    this.name = 'EngineLacks';
  }
}

/** The app asked for a setting that would open the window to the page's content; refused in words, so that a spec fails. */
export class UnsafeSetting extends Error {
  constructor(what: string) {
    super(`UnsafeSetting: ${what}`);
    this.name = 'UnsafeSetting';
  }
}

/** Members that the language and its tools probe on any object; absent ones must stay quietly absent. */
const PROBED = new Set(['then', 'toJSON', 'constructor', 'prototype', 'asymmetricMatch', 'nodeType', '$$typeof', '_events', '_eventsCount', '_maxListeners', '__esModule', 'default', 'inspect']);

/**
 * The same object, except that reading a member it does not have throws EngineLacks.
 * @param name how the app writes it, e.g. "app"
 */
export function onlyWhatItHas<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      if (typeof key === 'symbol' || key in object || PROBED.has(key)) return Reflect.get(object, key, receiver) as unknown;
      throw new EngineLacks(`${name}.${key}`);
    },
  });
}
