/** The whole body of an answer; `undefined` when it has more bytes than that. Rejects when it ends too early. */
export async function readWithin(
  { headers, body }: Pick<Response, 'headers' | 'body'>,
  mostBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (Number(headers.get('content-length')) > mostBytes) {
    await body?.cancel();
    return undefined;
  }
  const parts: BlobPart[] = [];
  let bytes = 0;
  const reader = body?.getReader();
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) break;
    bytes += part.value.byteLength;
    if (bytes > mostBytes) {
      await reader?.cancel();
      return undefined;
    }
    parts.push(part.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
