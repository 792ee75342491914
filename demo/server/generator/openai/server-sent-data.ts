const MOST_CHARACTERS = 1024 * 1024;

/** The `data` of each event of a stream of server-sent events, in order; `undefined` fields of other names are dropped. */
export async function* serverSentData(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  let rest = '';
  let data: string[] = [];
  const reader = body.getReader();
  try {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- one part after another
      const { done, value } = await reader.read();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      if (rest.length > MOST_CHARACTERS) throw new RangeError('The line is too long.');
      const lines = rest.split(/\r\n|\n|\r(?!$)/u);
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (line === '') {
          if (data.length > 0) yield data.join('\n');
          data = [];
        } else if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /u, ''));
      }
      if (done) return;
    }
  } finally {
    // The server stops writing, and billing.
    await reader.cancel().catch(() => {});
  }
}
