import type { EntryView } from '@holdfast/core';
import type { KeptRelationship, RelationshipSave } from '../../contract/relationship.ts';

/** A relationship that is not saved yet: a changed one in its place, a new one last. */
export function withSavedRelationship(
  relationships: readonly KeptRelationship[],
  { relationship, revision }: RelationshipSave,
  { createdAt }: Pick<EntryView, 'createdAt'>,
): readonly KeptRelationship[] {
  const known = relationships.find((other) => other.relationship.id === relationship.id);
  const saved = { relationship, revision, savedAt: known?.savedAt ?? createdAt };
  return known
    ? relationships.map((other) => (other === known ? saved : other))
    : [...relationships, saved];
}

export function withoutRelationship(
  relationships: readonly KeptRelationship[],
  gone: { readonly id: string },
): readonly KeptRelationship[] {
  return relationships.filter(({ relationship }) => relationship.id !== gone.id);
}
