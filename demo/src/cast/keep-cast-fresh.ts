import type { Holdfast } from '@holdfast/core';
import type { CastSlice } from './cast-slice.ts';

const AGAIN_MS = 10_000;

interface Kept {
  readonly holdfast: Pick<Holdfast, 'identity' | 'platform'>;
  readonly cast: CastSlice;
  /** The server refused the list to the writer who seems to be signed in. */
  readonly onRefused: () => void;
}

/**
 * Keeps the list loaded while a writer is signed in. The slice asks again by itself for a list that it could not
 * get. A list that the server refused may come when it is known again which writer is signed in.
 */
export function keepCastFresh({ holdfast, cast, onRefused }: Kept): void {
  const { identity, platform } = holdfast;
  let cancel: (() => void) | undefined;
  let leave: (() => void) | undefined;

  const look = (): void => {
    cancel?.();
    cancel = undefined;
    const { listState: state, list } = cast.getState();
    if (state.kind !== 'stale' && state.kind !== 'failed') return;
    const { family } = state.failure;
    if (family !== 'auth' && family !== 'user') return;
    onRefused();
    cancel = platform.schedule(AGAIN_MS, () => void list.refresh());
  };
  const follow = (): void => {
    const isSignedIn = identity.getSnapshot() !== null;
    if (isSignedIn) {
      leave ??= cast.subscribe(look);
      // The writer signed in again.
      if (cancel) void cast.getState().list.refresh();
    } else {
      cancel?.();
      cancel = undefined;
      leave?.();
      leave = undefined;
    }
  };
  identity.subscribe(follow);
  follow();
}
