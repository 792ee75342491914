import { Failure } from '../failures/failure.ts';
import { CONTENT_UNEXPECTED } from '../failures/kinds/contract.ts';
import { DEFECT } from '../failures/kinds/runtime.ts';
import { mediaType } from './answer/media-type.ts';
import { isReadMethod } from './answer/own-answer.ts';
import { readBody } from './answer/read-answer.ts';
import type { ReadStep } from './read-step.ts';
import { INCIDENT_HEADER, REQUEST_ID_HEADER } from './request/attempt-headers.ts';

const EMPTY = new Uint8Array();
// A refusal larger than this is not read for hints.
const LARGEST_REFUSAL_BYTES = 64 * 1024;

/**
 * Leaves a good answer open: the accepted value is the `OpenAnswer`, and the caller reads or cancels its body.
 * An answer is good when `accept` of the request names its media type, or when its status is 204. Every other
 * answer is read to its end and refused.
 */
export const readOpen: ReadStep = async (transport, request, options, judge) => {
  if (!transport.open) throw new Failure(DEFECT, { effect: 'none' });
  const opened = await transport.open(request, options);
  const { status, headers } = opened;
  const type = mediaType(headers['content-type']);
  const isWanted = type !== '' && request.headers['accept']?.includes(type);
  if (status === 204 || (status === 200 && isWanted)) {
    const judged = judge({ ...opened, body: EMPTY });
    if (judged.kind === 'accepted') return { ...judged, value: opened };
    // The type is right, but the answer is not believed. An unread body would hold its connection.
    opened.body.cancel().catch(() => {});
    return judged;
  }
  const body = await readBody(opened.body, LARGEST_REFUSAL_BYTES, options.signal).catch(
    () => EMPTY,
  );
  const judged = judge({ ...opened, body });
  if (judged.kind === 'refused') return judged;
  const failure = new Failure(CONTENT_UNEXPECTED, {
    status,
    requestId: request.headers[REQUEST_ID_HEADER],
    incidentId: request.headers[INCIDENT_HEADER],
    effect: isReadMethod(request.method) ? 'none' : 'applied',
  });
  return { ...judged, kind: 'refused', failure };
};
