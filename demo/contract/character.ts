import * as z from 'zod/mini';
import { Id } from './id.ts';
import { PortraitLook } from './portrait.ts';
import { line, prose, visibleLength } from './text.ts';
import { Damaged } from './damaged.ts';

/** Temperaments a writer can pick; a closed list, so that a filter can rely on it. */
export const temperaments = ['sanguine', 'choleric', 'melancholic', 'phlegmatic'] as const;

/** What the wizard asks for. The server refuses unknown members, so that no misspelt member is lost without a word. */
export const CharacterDraft = z.strictObject({
  id: Id,
  name: line({
    min: [1, 'A character needs a name.'],
    max: [80, 'A name has at most 80 characters.'],
  }),
  role: line({
    min: [1, 'Say in a few words who they are.'],
    max: [120, 'A role has at most 120 characters.'],
  }),
  temperament: z.enum(temperaments, 'Choose a temperament.'),
  traits: z
    .array(
      line({
        min: [1, 'A trait cannot be empty.'],
        max: [40, 'A trait has at most 40 characters.'],
      }),
    )
    .check(
      z.minLength(1, 'Give them at least one trait.'),
      z.maxLength(8, 'Eight traits are enough.'),
    ),
  backstory: prose(4000, 'A backstory has at most 4,000 characters.'),
  /** The look from which its portraits are drawn. A character from before there were portraits has none. */
  look: z.optional(z.nullable(PortraitLook)),
  /**
   * The chosen portrait. It may not be drawn yet: the client names a portrait that it asks for, and a character that
   * was made offline arrives before its picture.
   */
  portraitId: z.optional(z.nullable(Id)),
});
export type CharacterDraft = z.infer<typeof CharacterDraft>;

/**
 * Names one state of a character. The client that makes a state names it, so that the writer can change a
 * character twice before the first change is sent.
 */
export const Revision = z
  .string()
  .check(z.regex(/^[\w-]{1,64}$/, 'This is no name of a revision.'));

/** The state of every character that was saved before states had names. */
export const FIRST_REVISION = '1';

/**
 * A character as the client sends it. A save that was queued before states had names has no precondition, so it
 * creates.
 */
export const CharacterSave = z.strictObject({
  ...CharacterDraft.shape,
  /** The name of the state that this save makes. */
  revision: z.optional(Revision),
  /** The state that this save changes; none for a new character. */
  basedOn: z.optional(z.nullable(Revision)),
});
export type CharacterSave = z.infer<typeof CharacterSave>;

export const Note = z.strictObject({
  id: Id,
  text: z.string(),
  writtenAt: z.int(),
  /** The outbox entry that brought the note. By this id a page recognises a note that it shows as waiting. */
  entry: z.optional(z.string()),
});
export type Note = z.infer<typeof Note>;

/** A character as the server has it. It may break a rule that is newer than the character. */
export const Character = z.strictObject({
  ...CharacterDraft.shape,
  name: z.string(),
  role: z.string(),
  traits: z.array(z.string()),
  backstory: z.string(),
  revision: z._default(Revision, FIRST_REVISION),
  /** The latest notes, in the order in which they came. */
  notes: z.array(Note),
  /** How many notes are not among these, where there are more: earlier ones and damaged ones. */
  earlierNotes: z.optional(z.int()),
  savedAt: z.int(),
});
export type Character = z.infer<typeof Character>;

/** The answer to a save that took effect. The page has all other data itself. */
export const CharacterSaved = z.strictObject({
  id: Id,
  revision: Revision,
  savedAt: z.int(),
});
export type CharacterSaved = z.infer<typeof CharacterSaved>;

/** A character to delete, and its name for the texts about its deletion. */
export const CharacterDeletion = z.strictObject({ id: Id, name: z.string() });
export type CharacterDeletion = z.infer<typeof CharacterDeletion>;

/** The place of the next page of a list; opaque. The last page has none. */
const Cursor = z.string().check(z.maxLength(512));

export const CharacterPage = z.strictObject({
  characters: z.array(Character),
  damaged: Damaged,
  /** On the last page: the characters that the writer deleted last. Stories still tell of them by name. */
  gone: z.optional(z.array(z.strictObject({ id: Id, name: z.string() }))),
  next: z.optional(Cursor),
});
export type CharacterPage = z.infer<typeof CharacterPage>;

/** Notes on one character, the latest page first; within a page in the order in which they came. */
export const NotePage = z.strictObject({
  notes: z.array(Note),
  damaged: Damaged,
  next: z.optional(Cursor),
});
export type NotePage = z.infer<typeof NotePage>;

/** A remark in the margin. The server makes its id, so sending it twice without a key would make two notes. */
export const NewNote = z.strictObject({
  characterId: Id,
  text: prose(500, 'A note has at most 500 characters.').check(
    z.trim(),
    z.refine((text) => visibleLength(text) > 0, 'A note cannot be empty.'),
  ),
});
export type NewNote = z.infer<typeof NewNote>;
