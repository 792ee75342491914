import type { Identity, Observable } from '@holdfast/core';
import type { StreamWatch } from '@holdfast/core/parts';

/** The stream of the user who is signed in. When another user signs in, it becomes that user's stream and shows nothing of the first. */
export function followOwner(
  identity: Observable<Identity | null>,
  sessionOf: (owner: string) => StreamWatch,
): StreamWatch {
  let held: { readonly owner: string; readonly session: StreamWatch } | undefined;
  const current = (): StreamWatch => {
    const owner = identity.getSnapshot()?.subject ?? '';
    if (held?.owner !== owner) held = { owner, session: sessionOf(owner) };
    return held.session;
  };
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
