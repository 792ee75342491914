import type { EntryView } from '@holdfast/core';
import type { StorySummary } from '../../contract/story.ts';
import { pageWords } from '../words/page-words.ts';

type Titled = Pick<StorySummary, 'id' | 'title'>;

const LANE = 'story:';

const words = {
  en: {
    story: 'A story',
    ofStory: 'a story',
    'story.delete': (title: string) => `Deletion of ${title}`,
    'story.restore': (title: string) => `Return of ${title}`,
    'story.save-chapter': (title: string) => `Chapter of ${title}`,
    'story.write-take': (title: string) => `Your text in ${title}`,
    'story.choose-take': (title: string) => `Choice of a take in ${title}`,
  },
  de: {
    story: 'Eine Geschichte',
    ofStory: 'einer Geschichte',
    'story.delete': (title: string) => `Löschung von ${title}`,
    'story.restore': (title: string) => `Rückkehr von ${title}`,
    'story.save-chapter': (title: string) => `Kapitel von ${title}`,
    'story.write-take': (title: string) => `Dein Text in ${title}`,
    'story.choose-take': (title: string) => `Wahl einer Fassung in ${title}`,
  },
} as const;

/** The story of an entry: everything about one story shares its lane. */
export function storyIdOf({ lane }: Pick<EntryView, 'lane'>): string | undefined {
  return lane.startsWith(LANE) ? lane.slice(LANE.length) : undefined;
}

/** What an entry changes in a story, in the words of a writer; `undefined` for every other entry. */
export function storyEntrySubject(
  { lane, operation, input }: EntryView,
  stories: readonly Titled[],
): string | undefined {
  const id = storyIdOf({ lane });
  if (id === undefined) return undefined;
  const text = words[pageWords.getSnapshot().language];
  const { title: typed } = Object(input) as { readonly title?: unknown };
  const known = stories.find((story) => story.id === id)?.title;
  if (operation === 'story.save') return typeof typed === 'string' ? typed : (known ?? text.story);
  const say = Object.hasOwn(text, operation) ? text[operation as keyof typeof text] : undefined;
  return typeof say === 'function' ? say(known ?? text.ofStory) : (known ?? text.story);
}
