import { ProgressBar, type ProgressBarProps } from '@holdfast/react';
import type { GalleryComponent, GalleryState } from '../gallery-state.ts';
import { LONG } from './texts.ts';

const state = (
  name: string,
  passedMs: number,
  props: Omit<ProgressBarProps, 'label' | 'since'>,
  label = 'Telling the story',
): GalleryState => ({
  name,
  ui: ({ platform }) => <ProgressBar label={label} since={platform.now() - passedMs} {...props} />,
});

export const progressBar: GalleryComponent = {
  name: 'Progress',
  states: [
    state('Just begun, nothing known', 0, {}),
    state('It usually takes a while', 5000, { usualMs: 20_000 }),
    state('Longer than usual', 25_000, { usualMs: 20_000 }),
    state('Too early to judge', 500, { done: 10, total: 100 }),
    state('Half done', 20_000, { done: 50, total: 100 }),
    state('Almost done', 20_000, { done: 95, total: 100 }),
    state('Slow, and longer than usual', 60_000, { done: 20, total: 100, usualMs: 20_000 }),
    state('Done', 20_000, { done: 100, total: 100 }),
    state('A long label', 20_000, { done: 50, total: 100 }, LONG),
  ],
};
