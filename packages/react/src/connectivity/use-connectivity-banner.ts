'use client';
import { useHeld } from '../use-held.ts';
import { useHoldfast } from '../use-holdfast.ts';
import { useObservable } from '../use-observable.ts';
import type { BannerState } from './banner-state.ts';
import { createBanner } from './create-banner.ts';

/**
 * The news about the connection that are worth a banner. It says nothing about a change that lasts less than two
 * seconds, and `back` only after an answer of the server.
 */
export function useConnectivityBanner(): BannerState {
  const holdfast = useHoldfast();
  return useObservable(useHeld([holdfast], () => createBanner(holdfast)));
}
