import type { AnyRead, AnyStream, AnyWrite } from '../operations/operation.ts';

const DAY_MS = 86_400_000;

/** Says in plain sentences what happens to an operation on each rung, with every default that applies. */
export function explain(
  operation: AnyRead | AnyWrite | AnyStream,
  { liveWithinMs = 1500 }: { readonly liveWithinMs?: number } = {},
): string {
  const lines = [`${operation.name} is a ${operation.kind}.`];
  if (operation.kind === 'read') {
    lines.push(
      operation.staleIfErrorMs === undefined
        ? 'A failed read shows nothing kept.'
        : `When it fails, an answer up to ${operation.staleIfErrorMs / DAY_MS} days old is shown with its age.`,
      operation.fallback ? 'After that its fallback answers.' : 'It has no fallback.',
    );
  }
  if (operation.kind === 'write') {
    lines.push(
      operation.offline === 'queue'
        ? `It is committed to the outbox first, then sent; after ${liveWithinMs} ms without an answer it is queued.`
        : 'It is sent at once, and has failed when that does not work.',
      operation.honoursKey
        ? 'The server honours its idempotency key, so it may be sent again after an unknown effect.'
        : 'The server ignores idempotency keys, so a send without an answer is asked about, never repeated.',
      operation.invalidates.length > 0
        ? `Its success makes these reads old: ${operation.invalidates.join(', ')}.`
        : 'It makes no read old.',
    );
  }
  if (operation.kind === 'stream') {
    lines.push(operation.cost ? 'Its cost is estimated before it starts.' : 'It costs nothing.');
  }
  return lines.join('\n');
}
