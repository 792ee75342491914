import { type NewEvent, textOf } from './new-event.ts';
import { MAX_EVENT_BYTES, wireBytes } from './wire-bytes.ts';

/** Gathers events while an earlier write is under way, so that a slow log does not slow the text down. */
export interface Gathering {
  /** Resolves at once while few events wait, else when they are written: back-pressure. */
  add(event: NewEvent): Promise<void>;
  /** Resolves when all is written. Rejects when a write did. */
  settle(): Promise<void>;
}

const MAX_WAITING_BYTES = 64 * 1024;
// Few enough for one statement of every database.
const MAX_WAITING_EVENTS = 1000;

export function createGathering(write: (events: readonly NewEvent[]) => Promise<void>): Gathering {
  let waiting: NewEvent[] = [];
  let bytes = 0;
  /** The most bytes of the last waiting event on the wire. */
  let lastBytes = 0;
  let writing: Promise<void> | undefined;
  let failed = false;
  // The first half of a character. Its other half is still to come.
  let half = '';

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const events = waiting;
      waiting = [];
      bytes = 0;
      await write(events);
    }
    // At once, so that the next event begins a write of its own. A failed write stays the last one: events after it
    // would leave a hole in the text.
    writing = undefined;
  }
  function begin(): Promise<void> {
    if (writing) return writing;
    if (waiting.length === 0) return Promise.resolve();
    writing = drain();
    writing.catch(() => (failed = true));
    return writing;
  }
  function take(event: NewEvent): void {
    if (event.type !== 'delta') {
      waiting.push(event);
      bytes += JSON.stringify(event).length;
      return;
    }
    const text = half + textOf(event);
    half = /[\uD800-\uDBFF]$/.exec(text)?.[0] ?? '';
    const whole = wellFormed(text.slice(0, text.length - half.length));
    if (whole === '') return;
    bytes += whole.length;
    const last = waiting.at(-1);
    const delta = { type: 'delta', text: whole };
    const ownBytes = wireBytes(delta);
    // Two texts may be one event, but not a longer one than any event may be.
    if (last?.type === 'delta' && lastBytes + ownBytes <= MAX_EVENT_BYTES) {
      waiting[waiting.length - 1] = { type: 'delta', text: textOf(last) + whole };
      lastBytes += ownBytes;
    } else {
      waiting.push(delta);
      lastBytes = ownBytes;
    }
  }

  return {
    async add(event) {
      take(event);
      const written = begin();
      const full = bytes > MAX_WAITING_BYTES || waiting.length > MAX_WAITING_EVENTS;
      if (full || failed) await written;
    },
    async settle() {
      if (half !== '') {
        half = '';
        take({ type: 'delta', text: '\uFFFD' });
      }
      await begin();
    },
  };
}

/** Half a surrogate pair has no bytes, and an offset after it would mean nothing. */
function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\uFFFD');
}
