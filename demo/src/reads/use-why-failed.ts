'use client';
import type { Failure } from '@holdfast/core';
import { connectionWords } from '@holdfast/core/messages';
import { useConnectivity, useWords } from '@holdfast/react';
import { reasonOf } from '../words/failure-words.ts';

/**
 * Why there is no answer, in words for a writer. A device without a network could not ask, so its page says nothing of
 * Fireside. What Fireside itself has answered stays the reason.
 */
export function useWhyFailed(): (failure: Failure) => string {
  const { offline } = useWords('connection', connectionWords);
  const isOffline = useConnectivity() === 'offline';
  return (failure) =>
    isOffline && (failure.family === 'network' || failure.family === 'policy')
      ? offline
      : reasonOf(failure);
}
