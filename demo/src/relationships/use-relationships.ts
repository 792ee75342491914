'use client';
import type { Holdfast, OperationState } from '@holdfast/core';
import { useHoldfast } from '@holdfast/react';
import { useStore } from 'zustand';
import type { KeptRelationship, RelationshipList } from '../../contract/relationship.ts';
import { createRelationshipsSlice, type RelationshipsSlice } from './relationships-slice.ts';

// The slice begins with the first page that shows relationships, so that the other pages do not load it.
const slices = new WeakMap<Holdfast, RelationshipsSlice>();

function sliceOf(holdfast: Holdfast): RelationshipsSlice {
  const known = slices.get(holdfast);
  if (known) return known;
  const slice = createRelationshipsSlice(holdfast);
  slices.set(holdfast, slice);
  return slice;
}

interface Relationships {
  readonly state: OperationState<RelationshipList>;
  readonly relationships: readonly KeptRelationship[];
  readonly refresh: () => Promise<void>;
}

export function useRelationships(): Relationships {
  const slice = sliceOf(useHoldfast());
  return {
    state: useStore(slice, ({ listState }) => listState),
    relationships: useStore(slice, ({ relationships }) => relationships),
    refresh: useStore(slice, ({ list }) => list.refresh),
  };
}
