import type { Generated } from 'kysely';

/** Clients mint the ids of stories, chapters and takes, so each is unique only within an account. */
export interface StoryTable {
  readonly position: Generated<number>;
  readonly account_id: string;
  readonly id: string;
  readonly title: string;
  readonly setting: string;
  readonly tone: string;
  readonly length: string;
  /** JSON array of strings. */
  readonly character_ids: string;
  /** Names this state; the client that made it chose the name. */
  readonly revision: string;
  /** When the story or a part of it changed last. */
  readonly saved_at: number;
  /** The bytes of the story with its chapters and takes. */
  readonly bytes: number;
  /** When the writer deleted it; it can be restored until retention removes it. */
  readonly deleted_at: number | null;
}

export interface ChapterTable {
  readonly position: Generated<number>;
  readonly account_id: string;
  readonly story_id: string;
  readonly id: string;
  readonly title: string;
  readonly chosen_take_id: string | null;
  /** Names the choice. */
  readonly revision: string;
}

export interface TakeTable {
  readonly position: Generated<number>;
  readonly account_id: string;
  readonly chapter_id: string;
  readonly id: string;
  readonly origin: string;
  readonly parent_id: string | null;
  /** One of the contract, or `empty` for a told take that ended before its first word. */
  readonly state: string;
  readonly text: string;
  readonly words: number;
  readonly prompt: string;
  /** None for a written take, and none before its generation begins. */
  readonly stream_id: string | null;
  /** The choice of the chapter when the take was asked for. */
  readonly based_on: string;
  readonly made_at: number;
}

export interface StoryTables {
  readonly stories: StoryTable;
  readonly chapters: ChapterTable;
  readonly takes: TakeTable;
}
