import type { Holdfast } from '@holdfast/core';
import type { CastSlice } from './cast-slice.ts';

const RETRY_MS = 10_000;

/**
 * Keeps the list loaded while somebody is signed in, and asks again now and then for one that could not
 * be had. A list that came is left alone. Returns the undo.
 */
export function keepCastFresh(holdfast: Holdfast, cast: CastSlice): () => void {
  const { identity, platform } = holdfast;
  let cancel: (() => void) | undefined;
  let leave: (() => void) | undefined;

  const plan = (): void => {
    cancel?.();
    const { state, refresh } = cast.getState();
    const isWanting = state.kind === 'stale' || state.kind === 'failed';
    cancel = isWanting ? platform.schedule(RETRY_MS, () => void refresh()) : undefined;
  };
  const follow = (): void => {
    const isSignedIn = identity.getSnapshot() !== null;
    if (isSignedIn && !leave) leave = cast.subscribe(plan);
    if (!isSignedIn) stop();
  };
  const stop = (): void => {
    cancel?.();
    leave?.();
    leave = undefined;
  };
  const stopWatching = identity.subscribe(follow);
  follow();
  return () => {
    stopWatching();
    stop();
  };
}
