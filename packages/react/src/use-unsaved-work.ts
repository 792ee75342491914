'use client';
import { createCell, type Observable } from '@holdfast/core';
import { requireOptions } from '@holdfast/core/parts';
import type { Begin } from './create-lasting.ts';
import { askBeforeLeaving } from './dom-ask-before-leaving.ts';
import { useHeld } from './use-held.ts';
import { useHoldfast } from './use-holdfast.ts';
import { useObservable } from './use-observable.ts';
import { useUntilGone } from './use-until-gone.ts';

const NO_LABELS: Observable<readonly string[]> = createCell<readonly string[]>([]);

/**
 * The unsaved work in this tab, in words for the user. With a label the component declares work of its own, until it
 * unmounts or the label is gone. Work that `Activity` hides is still unsaved, and stays declared. While there is any, an
 * update does not reload the tab, and the browser asks the user before they leave the page. A runtime without
 * `unsavedWork` knows only the work of this component.
 */
export function useUnsavedWork(label?: string): readonly string[] {
  requireOptions('useUnsavedWork', { label }, { label: 'a text?' });
  const { unsavedWork } = useHoldfast();
  const known = useObservable(unsavedWork?.labels ?? NO_LABELS);
  const labels = unsavedWork || !label ? known : [label];
  const declare = (): Begin | undefined =>
    label && unsavedWork ? () => unsavedWork.declare(label) : undefined;
  useUntilGone(useHeld([unsavedWork, label], declare));
  const ask = (): Begin | undefined => {
    if (unsavedWork) return () => askWhileAny(unsavedWork.labels);
    return label ? askBeforeLeaving : undefined;
  };
  useUntilGone(useHeld([unsavedWork, !label], ask));
  return labels;
}

/** A page with this question cannot enter the browser's cache for Back, so the page asks only while it needs to. */
function askWhileAny(labels: Observable<readonly string[]>): () => void {
  let stop: (() => void) | undefined;
  const look = (): void => {
    if (labels.getSnapshot().length === 0) {
      stop?.();
      stop = undefined;
    } else stop ??= askBeforeLeaving();
  };
  const leave = labels.subscribe(look);
  look();
  return () => {
    leave();
    stop?.();
  };
}
