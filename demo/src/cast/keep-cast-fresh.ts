import type { Holdfast } from '@holdfast/core';
import type { CastSlice } from './cast-slice.ts';

const RETRY_MS = 10_000;
const LEAST_MS = 1_000;

interface Kept {
  readonly holdfast: Pick<Holdfast, 'identity' | 'platform'>;
  readonly cast: CastSlice;
  /** The list was refused to whoever is thought to be signed in. */
  readonly onRefused: () => void;
}

/**
 * Keeps the list loaded while somebody is signed in, and asks again now and then for one that could not be
 * had, or when its failure says: a breaker that is still open refuses what the slice asks for when the way
 * is free again, and "cannot be reached" would stand beside "Online". A list that came is left alone.
 */
export function keepCastFresh({ holdfast, cast, onRefused }: Kept): void {
  const { identity, platform } = holdfast;
  let cancel: (() => void) | undefined;
  let leave: (() => void) | undefined;

  const look = (): void => {
    cancel?.();
    cancel = undefined;
    const { state, refresh } = cast.getState();
    if (state.kind !== 'stale' && state.kind !== 'failed') return;
    const { family, retryAfterMs = RETRY_MS } = state.failure;
    if (family === 'auth' || family === 'user') onRefused();
    const waitMs = Math.min(Math.max(retryAfterMs, LEAST_MS), RETRY_MS);
    cancel = platform.schedule(waitMs, () => void refresh());
  };
  const follow = (): void => {
    const isSignedIn = identity.getSnapshot() !== null;
    if (isSignedIn) leave ??= cast.subscribe(look);
    else {
      cancel?.();
      cancel = undefined;
      leave?.();
      leave = undefined;
    }
  };
  identity.subscribe(follow);
  follow();
}
