/** The same body, but it breaks after this many bytes. */
export function cutAfter(
  body: ReadableStream<Uint8Array>,
  bytes: number,
): ReadableStream<Uint8Array> {
  let left = bytes;
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, controller) {
        const part = piece.subarray(0, left);
        left -= part.byteLength;
        if (part.byteLength > 0) controller.enqueue(part);
        if (left <= 0) controller.error(new Error('The fault lab cut the stream.'));
      },
    }),
  );
}
