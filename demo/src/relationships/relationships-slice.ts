import type { Holdfast } from '@holdfast/core';
import { defineSlice, followRead, optimisticLayers } from '@holdfast/zustand';
import { createStore } from 'zustand/vanilla';
import {
  deleteRelationship,
  listRelationships,
  saveRelationship,
} from '../../contract/relationship-operations.ts';
import type { KeptRelationship } from '../../contract/relationship.ts';
import { withoutRelationship, withSavedRelationship } from './relationship-layers.ts';

const none: { readonly relationships: readonly KeptRelationship[] } = { relationships: [] };

/** The writer's relationships, with every waiting change already in its place. */
const slice = defineSlice('relationships', none, { layers: optimisticLayers }).operations({
  list: {
    run: listRelationships,
    follow: followRead,
    apply: (_, { relationships }) => ({ relationships }),
  },
  save: {
    run: saveRelationship,
    optimistic: ({ relationships }, save, entry) => ({
      relationships: withSavedRelationship(relationships, save, entry),
    }),
  },
  remove: {
    run: deleteRelationship,
    optimistic: ({ relationships }, gone) => ({
      relationships: withoutRelationship(relationships, gone),
    }),
  },
});

export const createRelationshipsSlice = (holdfast: Holdfast) => createStore(slice(holdfast));

export type RelationshipsSlice = ReturnType<typeof createRelationshipsSlice>;
