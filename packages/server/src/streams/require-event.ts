import { defect, refuseUnless } from '../mistakes/defect.ts';
import type { NewEvent } from './new-event.ts';
import { wireBytes } from './wire-bytes.ts';

const LIKE_THIS = "yield events such as `{ type: 'delta', text: 'Once' }`";

/** Throws `DEFECT` when a generator yields a value that is no valid event. */
export function requireEvent(yielded: unknown): asserts yielded is NewEvent {
  const isText = typeof yielded === 'string';
  refuseUnless(
    !isText,
    "`generate` yielded a text that is no event: yield `{ type: 'delta', text }` in its place.",
  );
  const { type, text } = Object(yielded) as { readonly type?: unknown; readonly text?: unknown };
  refuseUnless(
    typeof type === 'string' && type !== '' && !Array.isArray(yielded),
    `\`generate\` yielded something that is no event, because it has no \`type\`: ${LIKE_THIS}.`,
  );
  refuseUnless(
    type !== 'delta' || typeof text === 'string',
    `\`generate\` yielded a \`delta\` without a \`text\`: ${LIKE_THIS}.`,
  );
  refuseUnless(
    type !== 'start',
    '`generate` yielded a `start`, which the server tells by itself: name its own events otherwise.',
  );
}

/** The length of an event on the wire. Throws `DEFECT` for an event that is no JSON. */
export function sizeOf(event: NewEvent): number {
  try {
    return wireBytes(event);
  } catch {
    throw defect(
      `\`generate\` yielded an event that is no JSON, such as one with a BigInt or a cycle: ${LIKE_THIS}.`,
    );
  }
}

/** The events of a generator. Throws `DEFECT` for a function that is no async generator. */
export function eventsOf(generated: unknown): AsyncIterator<unknown> {
  const { [Symbol.asyncIterator]: begin } = Object(generated) as Partial<AsyncIterable<unknown>>;
  if (typeof begin === 'function') return begin.call(generated);
  // It returned a promise, a list or nothing.
  throw defect(
    '`generate` is to be an async generator, `async function* ({ signal }) { … }`, whose answer is read event by event.',
  );
}
