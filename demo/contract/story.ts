import * as z from 'zod/mini';
import { Revision } from './character.ts';
import { Id } from './id.ts';
import { line, prose } from './text.ts';
import { Damaged } from './damaged.ts';

export const tones = ['warm', 'wry', 'eerie', 'brisk', 'wistful'] as const;

/** How many words the generator writes into one chapter at most. */
export const CHAPTER_WORDS = Object.freeze({ short: 150, medium: 400, long: 900 });

export const lengths = ['short', 'medium', 'long'] as const;

/** The writer's description of a story before it is told. */
export const StoryDraft = z.strictObject({
  id: Id,
  title: line({
    min: [1, 'A story needs a title.'],
    max: [120, 'A title has at most 120 characters.'],
  }),
  /** Where and when it happens; may be empty. */
  setting: prose(400, 'A setting has at most 400 characters.'),
  tone: z.enum(tones, 'Choose a tone.'),
  length: z.enum(lengths, 'Choose a length.'),
  /** The characters in it. */
  characterIds: z.array(Id).check(z.maxLength(8, 'Eight characters are enough for one story.')),
});
export type StoryDraft = z.infer<typeof StoryDraft>;

/** A story as the client sends it; `basedOn` is the state that this save changes, none for a new story. */
export const StorySave = z.strictObject({
  ...StoryDraft.shape,
  revision: Revision,
  basedOn: z.nullable(Revision),
});
export type StorySave = z.infer<typeof StorySave>;

/**
 * One version of the text of a chapter. No take is ever overwritten: a generation, a continuation, an edit and a
 * branch each make a new one. A take that was not ended in peace keeps the words that had come.
 */
export const Take = z.strictObject({
  /** The client that makes a take names it. A generated take has the id of its generation as its receipt. */
  id: Id,
  chapterId: Id,
  origin: z.enum(['generated', 'continued', 'written', 'branched']),
  /** The take that this one continues, edits or branches from. */
  parentId: z.nullable(Id),
  state: z.enum(['streaming', 'whole', 'stopped', 'interrupted']),
  /** While it is `streaming`: the words so far. */
  text: z.string(),
  /** The wish of the writer; empty for a text of the writer's own. */
  prompt: z.string(),
  /** The address below `/api/` of the stream that writes this take, while it is `streaming`. */
  stream: z.nullable(z.string()),
  madeAt: z.int(),
});
export type Take = z.infer<typeof Take>;

export const Chapter = z.strictObject({
  id: Id,
  title: z.string(),
  /** The take that the story shows; none before the first. */
  chosenTakeId: z.nullable(Id),
  /**
   * Names the choice, so that two tabs never overwrite each other's. A new chapter has `FIRST_REVISION`. A told take
   * becomes the choice when it ends with at least one word, unless the writer has chosen meanwhile; then the choice has
   * the id of the take as its name.
   */
  revision: Revision,
  /** In the order in which they came. */
  takes: z.array(Take),
});
export type Chapter = z.infer<typeof Chapter>;

/** A story in a list. */
export const StorySummary = z.strictObject({
  ...StoryDraft.shape,
  title: z.string(),
  setting: z.string(),
  revision: Revision,
  chapterCount: z.int(),
  /** The words of the chosen takes. */
  wordCount: z.int(),
  /** When the story, a chapter or a take of it changed last. */
  savedAt: z.int(),
});
export type StorySummary = z.infer<typeof StorySummary>;

export const Story = z.strictObject({
  ...StorySummary.shape,
  chapters: z.array(Chapter),
  /** Chapters and takes. A chapter may have chosen such a take. */
  damaged: Damaged,
});
export type Story = z.infer<typeof Story>;

export const StoryPage = z.strictObject({
  stories: z.array(StorySummary),
  damaged: Damaged,
  next: z.optional(z.string().check(z.maxLength(512))),
});
export type StoryPage = z.infer<typeof StoryPage>;

/** The answer to a save that took effect. */
export const StorySaved = z.strictObject({
  id: Id,
  revision: Revision,
  savedAt: z.int(),
});
export type StorySaved = z.infer<typeof StorySaved>;

/** A chapter that the writer adds or renames; it has the same place in the story for good. */
export const ChapterSave = z.strictObject({
  storyId: Id,
  id: Id,
  title: line({
    min: [0, ''],
    max: [120, 'A title has at most 120 characters.'],
  }),
});
export type ChapterSave = z.infer<typeof ChapterSave>;

/**
 * A text that the writer wrote: an edit of another take, a branch of it, or a text of its own. It becomes the
 * chosen take, if `basedOn` is still the state of the chapter. Otherwise the take is kept and the choice is a
 * conflict.
 */
export const TakeWrite = z.strictObject({
  storyId: Id,
  chapterId: Id,
  id: Id,
  origin: z.enum(['written', 'branched']),
  parentId: z.nullable(Id),
  text: prose(20_000, 'A chapter has at most 20,000 characters.'),
  /** The name of the choice that this write makes. */
  revision: Revision,
  /** The choice that it changes. */
  basedOn: Revision,
});
export type TakeWrite = z.infer<typeof TakeWrite>;

export const TakeChoice = z.strictObject({
  storyId: Id,
  chapterId: Id,
  takeId: Id,
  revision: Revision,
  basedOn: Revision,
});
export type TakeChoice = z.infer<typeof TakeChoice>;

/** The state of a chapter after a write of it. */
export const ChapterState = z.strictObject({
  id: Id,
  chosenTakeId: z.nullable(Id),
  revision: Revision,
});
export type ChapterState = z.infer<typeof ChapterState>;

/**
 * Asks the generator for a take. `continues` names the take whose text it goes on from: the stream then brings only
 * the new text, and the take has both. A second request for the same take attaches to its stream, on any device.
 */
export const TellTake = z.strictObject({
  storyId: Id,
  chapterId: Id,
  takeId: Id,
  continues: z.nullable(Id),
  prompt: prose(1000, 'A wish has at most 1,000 characters.'),
  length: z.enum(lengths),
  /** The language of the text. Without it the generator writes English. */
  language: z.optional(z.enum(['en', 'de'])),
});
export type TellTake = z.infer<typeof TellTake>;
