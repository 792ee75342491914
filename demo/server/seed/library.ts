import type { CharacterTable } from '../database/tables.ts';
import type { PortraitTable } from '../portraits/portrait-tables.ts';
import type { RelationshipTable } from '../relationships/relationship-tables.ts';
import type { ChapterTable, StoryTable, TakeTable } from '../stories/story-tables.ts';

type Row<T> = Omit<T, 'position' | 'account_id'>;

/** Everything that one writer has made, as rows without an account. */
export interface Library {
  readonly characters: readonly Row<CharacterTable>[];
  readonly portraits: readonly Row<PortraitTable>[];
  readonly stories: readonly Row<StoryTable>[];
  readonly chapters: readonly Row<ChapterTable>[];
  readonly takes: readonly Row<TakeTable>[];
  readonly relationships: readonly Row<RelationshipTable>[];
}
