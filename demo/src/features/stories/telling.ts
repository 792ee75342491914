import type { Connectivity, EntryView, Failure } from '@holdfast/core';
import type { StreamState } from '@holdfast/core/parts';
import { needsPerson } from '../../entries/newly-in-need.ts';

/** The state of a generation, as far as the writer needs to know it. */
export type Telling =
  /** The story itself has not reached Fireside. */
  | { readonly kind: 'waits-for-story'; readonly isStuck: boolean }
  | { readonly kind: 'waits-for-connection' }
  /** It may begin now, and has not begun. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'flowing' }
  /** The connection broke; the rest comes by itself. */
  | { readonly kind: 'reconnecting' }
  /** The connection broke, and the reader has stopped to ask. Asking costs nothing. */
  | { readonly kind: 'out-of-reach'; readonly failure: Failure }
  /** It ended before the text was whole. */
  | { readonly kind: 'broken'; readonly failure: Failure }
  | { readonly kind: 'refused'; readonly failure: Failure }
  | { readonly kind: 'done' };

interface Circumstances {
  readonly stream: StreamState;
  /** The entries of this story that wait in the outbox. */
  readonly entries: readonly EntryView[];
  readonly connectivity: Connectivity;
}

/**
 * A generation begins only when everything before it has arrived, because the server cannot tell a story that it does
 * not have. Offline it waits; an attempt without a connection was not refused.
 */
export function tellingOf({ stream, entries, connectivity }: Circumstances): Telling {
  switch (stream.kind) {
    case 'idle':
      return beforeIt(entries, connectivity) ?? { kind: 'ready' };
    case 'running':
      return { kind: 'asking' };
    case 'streaming':
      return stream.text === '' ? { kind: 'asking' } : { kind: 'flowing' };
    case 'interrupted': {
      const { resuming, resumable, failure } = stream;
      if (resuming) return { kind: 'reconnecting' };
      return resumable ? { kind: 'out-of-reach', failure } : { kind: 'broken', failure };
    }
    case 'failed': {
      const { failure } = stream;
      if (failure.family === 'network' && connectivity !== 'online')
        return { kind: 'waits-for-connection' };
      return beforeIt(entries, connectivity) ?? { kind: 'refused', failure };
    }
    case 'live':
      return { kind: 'done' };
  }
}

function beforeIt(entries: readonly EntryView[], connectivity: Connectivity): Telling | undefined {
  if (connectivity === 'offline') return { kind: 'waits-for-connection' };
  const waiting = entries.filter(({ operation }) => needed.has(operation));
  if (waiting.length === 0) return undefined;
  return { kind: 'waits-for-story', isStuck: waiting.some(needsPerson) };
}

/** The writes that the server needs before it can tell the take. */
const needed = new Set([
  'story.save',
  'story.save-chapter',
  'story.write-take',
  'story.choose-take',
]);
