'use client';
import { createCell, type Observable } from '@holdfast/core';
import { requireOptions } from '@holdfast/core/parts';
import { useEffect } from 'react';
import { askBeforeLeaving } from './dom-ask-before-leaving.ts';
import { useHoldfast } from './use-holdfast.ts';
import { useObservable } from './use-observable.ts';

const NO_LABELS: Observable<readonly string[]> = createCell<readonly string[]>([]);

/**
 * The unsaved work in this tab, in words for the user. With a label the component declares work of its own, until it
 * unmounts or the label is gone. While there is any, an update does not reload the tab, and the browser asks the user
 * before they leave the page. A runtime without `unsavedWork` knows only the work of this component.
 */
export function useUnsavedWork(label?: string): readonly string[] {
  requireOptions('useUnsavedWork', { label }, { label: 'a text?' });
  const { unsavedWork } = useHoldfast();
  const known = useObservable(unsavedWork?.labels ?? NO_LABELS);
  const labels = unsavedWork || !label ? known : [label];
  const isUnsaved = labels.length > 0 || !!label;
  useEffect(() => (label ? unsavedWork?.declare(label) : undefined), [unsavedWork, label]);
  // A page with this question cannot enter the browser's cache for Back, so the page asks only while it needs to.
  useEffect(() => (isUnsaved ? askBeforeLeaving() : undefined), [isUnsaved]);
  return labels;
}
