import * as z from 'zod/mini';
import { Revision } from '../../../contract/character.ts';
import {
  characterBonds,
  type KeptRelationship,
  type Relationship,
  type RelationshipSave,
  Remark,
  storyBonds,
  Weight,
} from '../../../contract/relationship.ts';

interface Refusals {
  readonly chooseFirst: string;
  readonly chooseSecond: string;
}

/** The values of the form. Its draft keeps the ids too, so that a restored draft makes no second relationship. */
export const bondValues = ({ chooseFirst, chooseSecond }: Refusals) =>
  z
    .strictObject({
      id: z.uuid(),
      revision: Revision,
      basedOn: z.nullable(Revision),
      fromId: z.uuid(chooseFirst),
      kind: z.enum([...characterBonds, ...storyBonds]),
      toId: z.uuid(chooseSecond),
      weight: Weight,
      note: Remark,
    })
    .check(
      z.refine(({ fromId, toId }) => fromId !== toId, { message: chooseSecond, path: ['toId'] }),
    );
export type BondValues = z.infer<ReturnType<typeof bondValues>>;

export function saveOf(values: BondValues, between: Relationship['between']): RelationshipSave {
  const { revision, basedOn, ...relationship } = values;
  return { relationship: { ...relationship, between } as Relationship, revision, basedOn };
}

/** Starts from a stored relationship, or from nothing. Each start names a new state. */
export function firstValues(
  { between, from = '' }: { readonly between: Relationship['between']; readonly from?: string },
  newId: () => string,
  kept?: KeptRelationship,
): BondValues {
  if (kept) {
    const { between: _, ...relationship } = kept.relationship;
    return { ...relationship, revision: newId(), basedOn: kept.revision };
  }
  const kind = between === 'stories' ? storyBonds[0] : characterBonds[0];
  const empty = { toId: '', weight: 3, note: '', kind, fromId: from };
  return { ...empty, id: newId(), revision: newId(), basedOn: null };
}
