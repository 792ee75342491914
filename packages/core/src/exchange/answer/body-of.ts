/**
 * The body of an answer as a stream. Some hosts have answers without one (React Native, whatwg-fetch) and no
 * `ReadableStream` either: there the bytes come as one piece, in an object with the few members of a stream
 * that Holdfast uses.
 */
export function bodyOf(response: Response): ReadableStream<Uint8Array> {
  if (response.body) return response.body;
  let isRead = false;
  const reader = {
    async read() {
      if (isRead) return { done: true, value: undefined };
      isRead = true;
      return { done: false, value: new Uint8Array(await response.arrayBuffer()) };
    },
    cancel: async () => void (isRead = true),
    releaseLock() {},
  };
  const body = { locked: false, getReader: () => reader, cancel: reader.cancel };
  return body as unknown as ReadableStream<Uint8Array>;
}
