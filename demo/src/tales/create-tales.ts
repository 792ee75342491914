import { createCell, watchStream, type Holdfast, type Observable } from '@holdfast/core';
import type { ChannelPort } from '@holdfast/core/parts';
import type { TellTake } from '../../contract/story.ts';
import { tellTake } from '../../contract/story-operations.ts';
import { createKeptWishes } from './kept-wishes.ts';
import { createStorySlice, type StorySlice } from './story-slice.ts';
import { createTalesSlice, type TalesSlice } from './tales-slice.ts';

export interface Tales {
  readonly list: TalesSlice;
  /** One story with all its takes. The same id gives the same slice. */
  story(id: string): StorySlice;
  /** The generations that the writer ordered in this tab. The server may not have begun them. */
  readonly asked: Observable<readonly TellTake[]>;
  ask(tell: TellTake): void;
  /** Keeps a wish in the form of its chapter, for a writer who has it told later. */
  keepWish(chapterId: string, prompt: string): void;
  /** Cancels a generation that the server has not begun. The wish is kept. */
  takeBack(takeId: string): void;
  /** A generation began: all tabs show its take. */
  begun(tell: TellTake): void;
  /** A generation ended: all tabs show what the server kept of it, and this device keeps no copy of its own. */
  ended(tell: TellTake): Promise<void>;
}

interface TalesOptions {
  readonly holdfast: Holdfast;
  /** Tells the other tabs, which no write would make read anew. */
  readonly tabs: ChannelPort;
}

export function createTales({ holdfast, tabs }: TalesOptions): Tales {
  const list = createTalesSlice(holdfast);
  const stories = new Map<string, StorySlice>();
  const wishes = createKeptWishes(holdfast);
  const asked = createCell<readonly TellTake[]>([]);
  holdfast.identity.subscribe(() => asked.set([]));

  const refresh = async (id: string): Promise<void> => {
    void list.getState().list.refresh();
    await stories.get(id)?.getState().read.refresh();
  };
  tabs.subscribe((id) => {
    if (typeof id === 'string') void refresh(id);
  });
  const takeBack = (takeId: string): void =>
    asked.set(asked.getSnapshot().filter((tell) => tell.takeId !== takeId));

  return {
    ...{ list, asked, takeBack, keepWish: wishes.keep },
    story(id) {
      const known = stories.get(id) ?? createStorySlice(holdfast, id);
      stories.set(id, known);
      return known;
    },
    ask(tell) {
      const others = asked.getSnapshot().filter(({ takeId }) => takeId !== tell.takeId);
      asked.set([...others, tell]);
      if (tell.continues === null) wishes.keep(tell.chapterId, tell.prompt);
    },
    begun({ storyId, chapterId, prompt }) {
      wishes.forget(chapterId, prompt);
      tabs.post(storyId);
      void refresh(storyId);
    },
    async ended(tell) {
      const { storyId, chapterId, takeId } = tell;
      await refresh(storyId);
      tabs.post(storyId);
      const story = stories.get(storyId)?.getState().story;
      const chapter = story?.chapters.find(({ id }) => id === chapterId);
      const take = chapter?.takes.find(({ id }) => id === takeId);
      if (!take || take.state === 'streaming') return;
      takeBack(takeId);
      // A copy that cannot be removed only takes space.
      await watchStream(holdfast, tellTake, tell)
        .forget()
        .catch(() => {});
    },
  };
}
