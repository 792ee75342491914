'use client';
import type { OperationState } from '@holdfast/core';
import { useStore } from 'zustand';
import type { Story, StoryPage, StorySummary } from '../../contract/story.ts';
import { useFireside } from '../fireside/fireside-context.ts';

interface ListedTales {
  readonly state: OperationState<StoryPage>;
  readonly stories: readonly StorySummary[];
  readonly refresh: () => Promise<void>;
}

/** The writer's stories, as the list shows them. */
export function useTales(): ListedTales {
  const { list } = useFireside().tales;
  return {
    state: useStore(list, ({ listState }) => listState),
    stories: useStore(list, ({ page }) => page.stories),
    refresh: useStore(list, (slice) => slice.list.refresh),
  };
}

interface OneTale {
  readonly state: OperationState<Story>;
  readonly story: Story | undefined;
  readonly refresh: () => Promise<void>;
}

/** One story with all its takes. */
export function useTale(id: string): OneTale {
  const slice = useFireside().tales.story(id);
  return {
    state: useStore(slice, ({ readState }) => readState),
    story: useStore(slice, ({ story }) => story),
    refresh: useStore(slice, ({ read }) => read.refresh),
  };
}
