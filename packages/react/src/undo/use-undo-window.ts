'use client';
import { useHeld } from '../use-held.ts';
import { useHoldfast } from '../use-holdfast.ts';
import { useObservable } from '../use-observable.ts';
import { createUndoWindow, type UndoWindow } from './create-undo-window.ts';

/** A window for the presses of one component, and the choices that can still be undone. */
export function useUndoWindow(): readonly [UndoWindow, ReadonlyMap<string, string>] {
  const { platform } = useHoldfast();
  const window = useHeld([platform], () => createUndoWindow(platform));
  return [window, useObservable(window)];
}
