import type { EntryView } from '@holdfast/core';
import {
  CharacterDeletion,
  CharacterSave,
  NewNote,
  type Character,
} from '../../contract/character.ts';
import { PortraitWish } from '../../contract/portrait.ts';
import type { StorySummary } from '../../contract/story.ts';
import { pageWords } from '../words/page-words.ts';
import { otherEntrySubject } from './other-entry.ts';
import { storyEntrySubject } from './story-entry.ts';

const words = {
  en: {
    something: 'Something you wrote',
    note: 'A note',
    noteOn: (name: string) => `Note on ${name}`,
    portrait: 'A portrait',
    portraitOf: (name: string) => `Portrait of ${name}`,
    deletionOf: (name: string) => `Deletion of ${name}`,
  },
  de: {
    something: 'Etwas, das du geschrieben hast',
    note: 'Eine Notiz',
    noteOn: (name: string) => `Notiz zu ${name}`,
    portrait: 'Ein Porträt',
    portraitOf: (name: string) => `Porträt von ${name}`,
    deletionOf: (name: string) => `Löschung von ${name}`,
  },
} as const;

/** The subject of an entry, in the words of a writer: "Mara", "Note on Mara", "Your text in The Lamp". */
export function entrySubject(
  entry: EntryView,
  characters: readonly Character[],
  stories: readonly Pick<StorySummary, 'id' | 'title'>[] = [],
): string {
  const ofStory = storyEntrySubject(entry, stories);
  if (ofStory !== undefined) return ofStory;
  const named = [...characters, ...stories.map(({ id, title }) => ({ id, name: title }))];
  const ofOther = otherEntrySubject(entry, named);
  if (ofOther !== undefined) return ofOther;
  const { operation, input } = entry;
  const text = words[pageWords.getSnapshot().language];
  const save = CharacterSave.safeParse(input);
  if (save.success) return save.data.name;
  const deleted = operation === 'character.delete' && CharacterDeletion.safeParse(input);
  if (deleted && deleted.success) return text.deletionOf(deleted.data.name);
  const wish = PortraitWish.safeParse(input);
  if (wish.success) return wish.data.name ? text.portraitOf(wish.data.name) : text.portrait;
  const note = NewNote.safeParse(input);
  if (!note.success) return text.something;
  const about = characters.find(({ id }) => id === note.data.characterId);
  return about ? text.noteOn(about.name) : text.note;
}

/** Whether an entry is about this character. All its writes share one lane; its portraits have a lane of their own. */
export function isAbout({ lane }: EntryView, characterId: string): boolean {
  return lane === `character:${characterId}` || lane === `portrait:${characterId}`;
}
