import * as z from 'zod/mini';
import { CharacterDraft } from './character.ts';
import { Id } from './id.ts';
import { line, prose } from './text.ts';

/** How many words the generator writes into one backstory at most. */
export const BACKSTORY_WORDS = 120;

/** Asks the generator for a backstory. The character may be a draft that the server has not seen. */
export const BackstoryWish = z.strictObject({
  characterId: Id,
  language: z.enum(['en', 'de']),
  name: CharacterDraft.shape.name,
  /** What the sheet says so far; each may be empty. */
  role: line({ min: [0, ''], max: [120, 'A role has at most 120 characters.'] }),
  temperament: z.nullable(CharacterDraft.shape.temperament),
  traits: z
    .array(
      line({
        min: [1, 'A trait cannot be empty.'],
        max: [40, 'A trait has at most 40 characters.'],
      }),
    )
    .check(z.maxLength(8, 'Eight traits are enough.')),
  /** The wish of the writer in their own words; may be empty. */
  wish: prose(500, 'A wish has at most 500 characters.'),
  /** The text that the backstory goes on from; empty at the beginning. */
  before: prose(4000, 'A backstory has at most 4,000 characters.'),
});
export type BackstoryWish = z.infer<typeof BackstoryWish>;
