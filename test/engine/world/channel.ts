/**
 * Promise: synchronous text messages between two worlds of one page, over DOM events whose name no script of the page can learn. Every
 * built-in used is taken before the page's first script runs, so a page that patches them later observes nothing.
 */

export interface Channel {
  readonly send: (text: string) => string;
}

/** A built-in method as a function of its object; later changes to any prototype do not reach it. */
function uncurried(method: unknown): (object: object, ...args: readonly unknown[]) => unknown {
  return Function.prototype.call.bind(method as () => unknown) as (object: object, ...args: readonly unknown[]) => unknown;
}

/** @param me this half, @param other the other half, @param answer what this half does with a message */
export function openChannel(secret: string, me: 'page' | 'preload', answer: (text: string) => string): Channel {
  const other = me === 'page' ? 'preload' : 'page';
  const dispatch = uncurried(Reflect.get(EventTarget.prototype, 'dispatchEvent')).bind(null, window) as (event: Event) => boolean;
  const detailOf = uncurried(Reflect.get(Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail') ?? {}, 'get')) as (event: Event) => string;
  const Signal = CustomEvent;
  let reply = '';

  window.addEventListener(`${secret}:to-${me}`, (event) => {
    const text = answer(detailOf(event));
    dispatch(new Signal(`${secret}:answer-${other}`, { detail: text }));
  });
  window.addEventListener(`${secret}:answer-${me}`, (event) => {
    reply = detailOf(event);
  });

  return {
    send(text) {
      reply = '';
      dispatch(new Signal(`${secret}:to-${other}`, { detail: text }));
      return reply;
    },
  };
}
