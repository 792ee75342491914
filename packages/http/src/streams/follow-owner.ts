import type { Identity, Observable, StreamWatch } from '@holdfast/core';

/** The stream of whoever is signed in: with another owner it is another stream, and nothing of the first is left. */
export function followOwner(
  identity: Observable<Identity | null>,
  sessionOf: (owner: string) => StreamWatch,
): StreamWatch {
  const current = (): StreamWatch => sessionOf(identity.getSnapshot()?.subject ?? '');
  return {
    getSnapshot: () => current().getSnapshot(),
    subscribe(listener) {
      let leave = current().subscribe(listener);
      const leaveOwner = identity.subscribe(() => {
        leave();
        leave = current().subscribe(listener);
        listener();
      });
      return () => {
        leaveOwner();
        leave();
      };
    },
    [Symbol.asyncIterator]: () => current()[Symbol.asyncIterator](),
    start: (options) => current().start(options),
    resume: (options) => current().resume(options),
    abort: () => current().abort(),
    cancel: () => current().cancel(),
    forget: () => current().forget(),
  };
}
