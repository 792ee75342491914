'use client';
import { watchStream } from '@holdfast/core';
import { useHeld, useHoldfast } from '@holdfast/react';
import { useSyncExternalStore, type ReactElement, type ReactNode } from 'react';
import type { TellTake } from '../../../contract/story.ts';
import { tellTake } from '../../../contract/story-operations.ts';

interface BeforeWordsProps {
  readonly tell: TellTake;
  readonly children: ReactNode;
}

/**
 * Shows its children until the generator has begun to tell. It renders when the kind of the stream's state changes,
 * not for each word.
 */
export function BeforeWords({ tell, children }: BeforeWordsProps): ReactElement | null {
  const holdfast = useHoldfast();
  const watch = useHeld([holdfast, tell.takeId], () => watchStream(holdfast, tellTake, tell));
  const kind = useSyncExternalStore(
    watch.stream.subscribe,
    () => watch.stream.getSnapshot().kind,
    () => 'idle',
  );
  return kind === 'failed' ? <>{children}</> : null;
}
