import { isTerminal, type StreamEnvelope } from '@holdfast/core/parts';
import { textOf } from './new-event.ts';
import type { StreamLog } from './stream-log.ts';

/** The text of a stream, as the server has it now. */
export interface StreamText {
  readonly text: string;
  /** The event that ended the stream; `undefined` while it is written. */
  readonly end: StreamEnvelope | undefined;
}

const PAGE = 100;

/** All text of a stream from its beginning to its last event. */
export async function textOfLog(log: Pick<StreamLog, 'read'>, id: string): Promise<StreamText> {
  const texts: string[] = [];
  for (let after = 0; ;) {
    const events = await log.read(id, after, PAGE);
    for (const event of events) {
      texts.push(textOf(event));
      if (isTerminal(event)) return { text: texts.join(''), end: event };
    }
    const last = events.at(-1);
    if (!last || events.length < PAGE) return { text: texts.join(''), end: undefined };
    after = last.seq;
  }
}
