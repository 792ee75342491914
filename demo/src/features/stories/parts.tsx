'use client';
import { lazyWithRetry } from '@holdfast/react/boundary';
import type { ComponentType, ReactElement } from 'react';
import { Apart } from '../../look/apart.tsx';
import { afterPaint } from '../../look/web-after-paint.ts';

/** A part that loads when it is first shown. */
function apart<TProps extends object>(
  load: () => Promise<{ default: ComponentType<TProps> }>,
): (props: TProps) => ReactElement {
  const Part = lazyWithRetry(load) as ComponentType<TProps>;
  return function Loaded(props) {
    return (
      <Apart>
        <Part {...props} />
      </Apart>
    );
  };
}

// The parts of a story's page that its text does not wait for.
export const AskForm = apart(async () => {
  await afterPaint();
  return import('./ask-form.tsx');
});
export const ChangeForm = apart(() => import('./change-form.tsx'));
export const StoryConflict = apart(() => import('./story-conflict.tsx'));
export const ChapterConflict = apart(() => import('./chapter-conflict.tsx'));
export const ComparedTakes = apart(() => import('./compared-takes.tsx'));
export const BranchPicker = apart(() => import('./branch-picker.tsx'));
export const RefusedNote = apart(() => import('./refused-note.tsx'));
export const WriteForm = apart(() => import('./write-form.tsx'));
