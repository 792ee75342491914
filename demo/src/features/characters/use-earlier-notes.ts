import type { Failure } from '@holdfast/core';
import { useHoldfast } from '@holdfast/react';
import { useState } from 'react';
import type { Note } from '../../../contract/character.ts';
import { readNotes } from '../../../contract/operations.ts';

interface Loaded {
  readonly notes: readonly Note[];
  /** Where the notes before these begin; nothing when these are the first. */
  readonly next: string | undefined;
}

interface EarlierNotes {
  readonly notes: readonly Note[];
  readonly hasMore: boolean;
  readonly isBusy: boolean;
  /** Why the last page could not be had. */
  readonly failure: Failure | undefined;
  readonly load: () => Promise<void>;
}

/** The notes before those that a character carries, a page at a time, for as long as the page is open. */
export function useEarlierNotes(
  characterId: string,
  carried: readonly Note[],
  earlier: number,
): EarlierNotes {
  const { run } = useHoldfast();
  const [loaded, setLoaded] = useState<Loaded>();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const known = new Set(carried.map(({ id }) => id));
  return {
    notes: loaded?.notes.filter(({ id }) => !known.has(id)) ?? [],
    hasMore: loaded ? loaded.next !== undefined : earlier > 0,
    isBusy,
    failure,
    async load() {
      setBusy(true);
      const after = loaded?.next;
      const outcome = await run(readNotes, {
        id: characterId,
        ...(after === undefined ? {} : { after }),
      });
      setBusy(false);
      setFailure(outcome.kind === 'failed' ? outcome.failure : undefined);
      if (outcome.kind === 'failed') return;
      const { notes, next } = outcome.value;
      setLoaded({ notes: [...notes, ...(loaded?.notes ?? [])], next });
    },
  };
}
