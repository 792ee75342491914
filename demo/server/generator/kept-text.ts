import type { StreamEnvelope } from '@holdfast/core/parts';
import type { StreamLog } from '@holdfast/server/parts';

/** The part of one generation that the log keeps. */
export interface KeptText {
  readonly text: string;
  /** Running: its writer is alive. Stopped: the user stopped it. Interrupted: its generator or its server died. */
  readonly state: 'running' | 'whole' | 'stopped' | 'interrupted';
}

const AT_ONCE = 1000;

/**
 * Reads what the stream log keeps of a generation, whatever became of the server that wrote it; `undefined` when the
 * log knows no such stream.
 */
export async function keptText(
  log: Pick<StreamLog, 'find' | 'read'>,
  id: string,
  now: number,
): Promise<KeptText | undefined> {
  const stream = await log.find(id);
  if (!stream) return undefined;
  let text = '';
  let last: StreamEnvelope | undefined;
  for (let after = 0; after < stream.seq;) {
    // oxlint-disable-next-line no-await-in-loop -- one part after another
    const events = await log.read(id, after, AT_ONCE);
    for (const event of events) if (event.type === 'delta') text += String(event['text']);
    last = events.at(-1);
    if (!last) break;
    after = last.seq;
  }
  const isRunning = stream.endedAt === undefined && stream.leaseUntil >= now;
  return { text, state: isRunning ? 'running' : endOf(last) };
}

function endOf(last: StreamEnvelope | undefined): Exclude<KeptText['state'], 'running'> {
  if (last?.type === 'done') return 'whole';
  const reason = last?.type === 'interrupted' ? (last as { reason?: unknown }).reason : undefined;
  return reason === 'cancelled' ? 'stopped' : 'interrupted';
}
