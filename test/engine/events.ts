/** Promise: events as Electron has them: a listener can say no, and one for an event this engine never sends is refused at once. */
import { EventEmitter } from 'node:events';
import { EngineLacks } from './lacking.ts';

/** An event emitter that refuses listeners for events this engine never sends: such a listener would wait for ever. */
export class NamedEvents extends EventEmitter {
  private readonly ofWhat: string;
  private readonly known: ReadonlySet<string>;

  constructor(owner: string, events: readonly string[]) {
    super();
    this.ofWhat = owner;
    this.known = new Set(events);
  }

  override on(event: string, listener: (...args: never[]) => void): this {
    return super.on(this.checked(event), listener as (...args: unknown[]) => void);
  }

  override addListener(event: string, listener: (...args: never[]) => void): this {
    return this.on(event, listener);
  }

  override once(event: string, listener: (...args: never[]) => void): this {
    return super.once(this.checked(event), listener as (...args: unknown[]) => void);
  }

  override prependListener(event: string, listener: (...args: never[]) => void): this {
    return super.prependListener(this.checked(event), listener as (...args: unknown[]) => void);
  }

  private checked(event: string): string {
    if (this.known.has(event) || event === 'newListener' || event === 'removeListener') return event;
    throw new EngineLacks(`event "${event}" of ${this.ofWhat}`);
  }
}

/** Electron's event object: what happened, and whether a listener said no. */
export interface PreventableEvent {
  defaultPrevented: boolean;
  preventDefault(): void;
}

/** A fresh event carrying `details`. */
export function preventable<T extends object>(details: T): T & PreventableEvent {
  const event = { ...details, defaultPrevented: false, preventDefault: () => void (event.defaultPrevented = true) };
  return event;
}
