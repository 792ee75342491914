import type { RequestFault } from './fault-of.ts';

/** The beginning of a body. After it, a cut body breaks, and a truncated body ends as if it were whole. */
export function cutBody(
  body: ReadableStream<Uint8Array>,
  { kind, afterBytes }: Pick<RequestFault, 'kind' | 'afterBytes'>,
): ReadableStream<Uint8Array> {
  let left = afterBytes;
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, controller) {
        const part = piece.subarray(0, left);
        left -= part.byteLength;
        if (part.byteLength > 0) controller.enqueue(part);
        if (left > 0) return;
        if (kind === 'cut-answer') controller.error(new TypeError('The connection was cut.'));
        else controller.terminate();
      },
    }),
  );
}
