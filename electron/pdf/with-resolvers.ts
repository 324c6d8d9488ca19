/** `Promise.withResolvers` where Node does not have it yet: pdf.js asks for Node 22, and this is all it misses in 20. Imported before it. */

interface Resolvers {
  readonly promise: Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

function withResolvers(): Resolvers {
  let resolve: Resolvers['resolve'] = () => undefined;
  let reject: Resolvers['reject'] = () => undefined;
  const promise = new Promise<unknown>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

const promises: { withResolvers?: unknown } = Promise as never;
promises.withResolvers ??= withResolvers;
