import { Failure } from '../failures/failure.ts';
import { CONTENT_UNEXPECTED } from '../failures/kinds/contract.ts';
import { DEFECT } from '../failures/kinds/runtime.ts';
import { exchange, type Exchange } from './exchange.ts';
import { readBody } from './answer/read-answer.ts';
import type { Interpretation } from './answer/interpret.ts';
import { mediaType } from './answer/media-type.ts';
import { isReadMethod } from './answer/own-answer.ts';
import type { OpenAnswer, Transport } from './transport.ts';

const EMPTY = new Uint8Array();
// A refusal larger than this is not read for hints.
const LARGEST_REFUSAL_BYTES = 64 * 1024;

/**
 * One attempt whose good answer is read piece by piece: accepted, its value is the `OpenAnswer`, and
 * the caller reads or cancels its body. Good is what has a media type that `accept` of the request
 * names, and 204. Everything else is read and interpreted like any other answer. Never rejects.
 */
export async function openExchange(
  asked: Exchange,
  transport: Transport,
  now: () => number,
): Promise<Interpretation> {
  let opened: OpenAnswer | undefined;
  const interpretation = await exchange(
    asked,
    {
      async send(request, options) {
        if (!transport.open) throw new Failure(DEFECT, { effect: 'none' });
        const answer = await transport.open(request, options);
        const { status, headers } = answer;
        const type = mediaType(headers['content-type']);
        const isWanted = type !== '' && request.headers['accept']?.includes(type);
        if (status === 204 || (status === 200 && isWanted)) opened = answer;
        const body = opened
          ? EMPTY
          : await readBody(answer.body, LARGEST_REFUSAL_BYTES, options?.signal).catch(() => EMPTY);
        return { ...answer, body };
      },
    },
    now,
  );
  if (interpretation.kind === 'refused') {
    // This answer is not believed, although its type is right. An unread body would hold its connection.
    opened?.body.cancel().catch(() => {});
    return interpretation;
  }
  if (opened) return { ...interpretation, value: opened };
  const { requestId, incidentId } = asked.attempt;
  const { status } = interpretation;
  const failure = new Failure(CONTENT_UNEXPECTED, {
    status,
    requestId,
    incidentId,
    effect: isReadMethod(asked.request.method) ? 'none' : 'applied',
  });
  return { ...interpretation, kind: 'refused', failure };
}
