'use client';
import type { EntryView } from '@holdfast/core';
import { uuidV7 } from '@holdfast/core/parts';
import { useAnnounce, useHoldfast, useOutbox } from '@holdfast/react';
import { useState } from 'react';
import { deleteRelationship, saveRelationship } from '../../../contract/relationship-operations.ts';
import type { KeptRelationship } from '../../../contract/relationship.ts';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

interface Bonds {
  /** The first entry about a relationship that the device still has to send. */
  readonly entryOf: (id: string) => EntryView | undefined;
  /** Relationships that the writer deleted here, for as long as the page is open. */
  readonly deleted: readonly KeptRelationship[];
  readonly remove: (kept: KeptRelationship) => void;
  readonly undo: (kept: KeptRelationship) => void;
}

const laneOf = (id: string): string => `relationship:${id}`;

/** Deletes relationships, and undoes it. Both are writes of their own in the same lane, so that they also work offline. */
export function useBonds(): Bonds {
  const text = useText(words);
  const { run, platform } = useHoldfast();
  const announce = useAnnounce();
  const [deleted, setDeleted] = useState<readonly KeptRelationship[]>([]);
  const { items: entries } = useOutbox(({ lane }) => lane.startsWith('relationship:'));
  const others = (kept: KeptRelationship): readonly KeptRelationship[] =>
    deleted.filter(({ relationship }) => relationship.id !== kept.relationship.id);
  return {
    entryOf: (id) => entries.find(({ lane }) => lane === laneOf(id)),
    deleted,
    remove(kept) {
      setDeleted([...others(kept), kept]);
      announce(text.removed);
      const { id } = kept.relationship;
      void run(deleteRelationship, { id, basedOn: kept.revision });
    },
    undo(kept) {
      setDeleted(others(kept));
      const { relationship } = kept;
      void run(saveRelationship, { relationship, revision: uuidV7(platform), basedOn: null });
    },
  };
}
