import * as z from 'zod/mini';
import { Revision } from './character.ts';
import { Id } from './id.ts';
import { line } from './text.ts';
import { Damaged } from './damaged.ts';

/** The relation of the first character to the second. */
export const characterBonds = ['family', 'friend', 'love', 'rival', 'mentor', 'debt'] as const;

/** The relation of two stories to each other. The page computes which characters they share, and does not store it. */
export const storyBonds = ['sequel', 'same-world'] as const;

export type CharacterBond = (typeof characterBonds)[number];
export type StoryBond = (typeof storyBonds)[number];

/** How close the two are, from hardly (1) to completely (5). */
export const Weight = z.int().check(z.minimum(1), z.maximum(5));

/** A remark of the writer on a relationship; may be empty. */
export const Remark = line({ min: [0, ''], max: [120, 'A remark has at most 120 characters.'] });

const bond = {
  id: Id,
  fromId: Id,
  toId: Id,
  weight: Weight,
  note: Remark,
};

export const Relationship = z
  .discriminatedUnion('between', [
    z.strictObject({ ...bond, between: z.literal('characters'), kind: z.enum(characterBonds) }),
    z.strictObject({ ...bond, between: z.literal('stories'), kind: z.enum(storyBonds) }),
  ])
  .check(
    z.refine(({ fromId, toId }) => fromId !== toId, {
      message: 'A relationship has two ends.',
      path: ['toId'],
    }),
  );
export type Relationship = z.infer<typeof Relationship>;

/** A relationship as the client sends it; `basedOn` is the state that this save changes, none for a new one. */
export const RelationshipSave = z.strictObject({
  relationship: Relationship,
  revision: Revision,
  basedOn: z.nullable(Revision),
});
export type RelationshipSave = z.infer<typeof RelationshipSave>;

/** The answer to a save that took effect. */
export const RelationshipSaved = z.strictObject({
  id: Id,
  revision: Revision,
  savedAt: z.int(),
});
export type RelationshipSaved = z.infer<typeof RelationshipSaved>;

/** A relationship as the server has it. */
export const KeptRelationship = z.strictObject({
  relationship: Relationship,
  revision: Revision,
  savedAt: z.int(),
});
export type KeptRelationship = z.infer<typeof KeptRelationship>;

export const RelationshipList = z.strictObject({
  relationships: z.array(KeptRelationship),
  damaged: Damaged,
});
export type RelationshipList = z.infer<typeof RelationshipList>;
