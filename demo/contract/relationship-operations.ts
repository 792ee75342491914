import { defineRead, defineWrite } from '@holdfast/core';
import * as z from 'zod/mini';
import { Revision } from './character.ts';
import { Id } from './id.ts';
import {
  KeptRelationship,
  RelationshipList,
  RelationshipSave,
  RelationshipSaved,
} from './relationship.ts';

const DAY_MS = 86_400_000;

/** All relationships of a writer, in the order in which they were made. */
export const listRelationships = defineRead('relationship.list', {
  output: RelationshipList,
  request: () => ({ path: 'relationships' }),
  staleIfErrorMs: 7 * DAY_MS,
});

export const readRelationship = defineRead('relationship.read', {
  input: z.strictObject({ id: Id }),
  output: KeptRelationship,
  request: ({ id }) => ({ path: `relationships/${id}` }),
});

/** Overwrites only the state that it changes, as `saveCharacter` does. */
export const saveRelationship = defineWrite('relationship.save', {
  input: RelationshipSave,
  output: RelationshipSaved,
  request: ({ relationship, revision, basedOn }) => ({
    method: 'PUT',
    path: `relationships/${relationship.id}`,
    headers: basedOn === null ? { 'if-none-match': '*' } : { 'if-match': `"${basedOn}"` },
    json: { relationship, revision },
  }),
  // A lane of its own: a relationship waits for no other one, and for neither of its ends.
  lane: ({ relationship }) => `relationship:${relationship.id}`,
  offline: 'queue',
  invalidates: [listRelationships, readRelationship],
});

/**
 * Deletes only the state that the writer saw. A relationship that is gone already counts as deleted. Saving it anew
 * undoes the deletion.
 */
export const deleteRelationship = defineWrite('relationship.delete', {
  input: z.strictObject({ id: Id, basedOn: Revision }),
  accept: 'nothing',
  request: ({ id, basedOn }) => ({
    method: 'DELETE',
    path: `relationships/${id}`,
    headers: { 'if-match': `"${basedOn}"` },
  }),
  lane: ({ id }) => `relationship:${id}`,
  offline: 'queue',
  invalidates: [listRelationships, readRelationship],
});
