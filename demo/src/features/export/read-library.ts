import type { Failure, Holdfast } from '@holdfast/core';
import { listCharacters } from '../../../contract/operations.ts';
import { listRelationships } from '../../../contract/relationship-operations.ts';
import { listStories, readStory } from '../../../contract/story-operations.ts';
import type { Story } from '../../../contract/story.ts';
import { storyAsFile } from './story-as-file.ts';

export interface Missing {
  readonly lists: readonly ('characters' | 'stories' | 'relationships')[];
  /** How many stories of a list that was read. */
  readonly stories: number;
  /** Why the first of them could not be read. */
  readonly failure: Failure;
}

export interface Library {
  readonly file: unknown;
  /** What Fireside did not give and the device does not have, or nothing when the file is complete. */
  readonly missing?: Missing;
  /** The ids of what could not be read. */
  readonly damaged: Readonly<Record<'characters' | 'stories' | 'relationships', readonly string[]>>;
}

/**
 * Reads everything that a writer has, story after story, from Fireside or from what the device keeps of it. A list
 * that cannot be had is missing from the file; the file says which stories it lacks, and what could not be read.
 */
export async function readLibrary(
  { run }: Pick<Holdfast, 'run'>,
  onProgress: (done: number, all: number) => void,
): Promise<Library> {
  const [cast, tales, bonds] = await Promise.all([
    run(listCharacters),
    run(listStories),
    run(listRelationships),
  ]);
  const characters = cast.kind === 'failed' ? [] : cast.value.characters;
  const listed = tales.kind === 'failed' ? [] : tales.value.stories;
  const damaged = {
    characters: damagedIn(cast),
    stories: damagedIn(tales),
    relationships: damagedIn(bonds),
  };
  const read: Story[] = [];
  const missing: string[] = [];
  const lists = { characters: cast, stories: tales, relationships: bonds };
  const missingLists = (['characters', 'stories', 'relationships'] as const).filter(
    (list) => lists[list].kind === 'failed',
  );
  let failure = [cast, tales, bonds].find((outcome) => outcome.kind === 'failed')?.failure;
  for (const [index, { id, title }] of listed.entries()) {
    onProgress(index, listed.length);
    // oxlint-disable-next-line no-await-in-loop -- one after another, so that other requests have their turn
    const outcome = await run(readStory, { id });
    if (outcome.kind === 'failed') {
      missing.push(title);
      failure ??= outcome.failure;
    } else read.push(outcome.value);
  }
  onProgress(listed.length, listed.length);
  const file = {
    what: 'Everything in a library of Fireside',
    missing: [...missingLists.map((list) => `all ${list}`), ...missing],
    damaged,
    characters,
    stories: read.map((story) =>
      storyAsFile(
        story,
        characters.filter((character) => story.characterIds.includes(character.id)),
      ),
    ),
    relationships: bonds.kind === 'failed' ? [] : bonds.value.relationships,
  };
  return {
    ...{ file, damaged },
    ...(failure && { missing: { lists: missingLists, stories: missing.length, failure } }),
  };
}

function damagedIn(
  outcome:
    | { readonly kind: 'failed' }
    | {
        readonly kind: 'live' | 'stale';
        readonly value: { readonly damaged?: readonly string[] | undefined };
      },
): readonly string[] {
  return outcome.kind === 'failed' ? [] : (outcome.value.damaged ?? []);
}
