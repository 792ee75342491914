'use client';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { FieldValues, UseFormSubscribe } from 'react-hook-form';

/** The ids of the steps that the values ask for. Typing renders nothing unless it changes them. */
export function useAsked<TValues extends FieldValues>(
  ask: () => readonly string[],
  subscribe: UseFormSubscribe<TValues>,
): readonly string[] {
  const read = (): string => JSON.stringify(ask());
  const follow = useCallback(
    (listener: () => void) => subscribe({ formState: { values: true }, callback: listener }),
    [subscribe],
  );
  const asked = useSyncExternalStore(follow, read, read);
  return useMemo(() => JSON.parse(asked) as readonly string[], [asked]);
}
