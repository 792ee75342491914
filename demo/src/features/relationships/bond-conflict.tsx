'use client';
import type { EntryView } from '@holdfast/core';
import { uuidV7 } from '@holdfast/core/parts';
import { answerConflict } from '@holdfast/offline';
import { ConflictChooser, useHoldfast, type ConflictChoice } from '@holdfast/react';
import type { ReactElement } from 'react';
import * as z from 'zod/mini';
import {
  deleteRelationship,
  readRelationship,
  saveRelationship,
} from '../../../contract/relationship-operations.ts';
import { RelationshipSave, type Relationship } from '../../../contract/relationship.ts';
import { useFireside } from '../../fireside/fireside-context.ts';
import { useReadFromNow } from '../../reads/use-read-from-now.ts';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

const Removal = z.object({ id: z.uuid(), basedOn: z.string() });

interface BondConflictProps {
  readonly entry: EntryView;
  /** A relationship as a sentence. */
  readonly say: (relationship: Relationship) => string;
  readonly refresh: () => Promise<void>;
}

/** Two versions of a relationship side by side: this device's, which may be a deletion, and the server's. */
export function BondConflict({ entry, say, refresh }: BondConflictProps): ReactElement | null {
  const text = useText(words).conflict;
  const { platform } = useHoldfast();
  const { outbox } = useFireside();
  const save = RelationshipSave.safeParse(entry.input).data;
  const removal = Removal.safeParse(entry.input).data;
  const id = save?.relationship.id ?? removal?.id ?? '';
  const { state, refresh: askAgain } = useReadFromNow(readRelationship, { id });
  const other = state.value;
  const failure = state.kind === 'failed' ? state.failure : undefined;
  const choose = async (choice: ConflictChoice): Promise<void> => {
    if (choice === 'mine' && save) {
      const input = { ...save, revision: uuidV7(platform), basedOn: other?.revision ?? null };
      await answerConflict(outbox, entry.id, saveRelationship, { kind: 'rebase', input });
    } else if (choice === 'mine' && removal && other) {
      const input = { id, basedOn: other.revision };
      await answerConflict(outbox, entry.id, deleteRelationship, { kind: 'rebase', input });
    } else {
      await outbox.cancel(entry.id);
      await refresh();
    }
  };
  const mine = save ? say(save.relationship) : text.deleted;
  const notes = [save?.relationship.note ?? '', other?.relationship.note ?? ''];
  const parts = other
    ? [
        { label: text.relationship, mine, theirs: say(other.relationship) },
        ...(save
          ? [
              {
                label: text.remark,
                mine: notes[0] || text.nothing,
                theirs: notes[1] || text.nothing,
              },
            ]
          : []),
      ].filter((part) => part.mine !== part.theirs)
    : [];
  return (
    <ConflictChooser
      name={other ? say(other.relationship) : mine}
      parts={parts}
      other={other ? 'known' : failure?.code === 'NOT_FOUND' ? 'gone' : (failure ?? 'asking')}
      mine={{ at: entry.createdAt }}
      {...(other && { theirs: { at: other.savedAt } })}
      canKeepBoth={false}
      headingLevel={3}
      onChoose={choose}
      onAskAgain={() => void askAgain()}
    />
  );
}
