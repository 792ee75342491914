import { isFailure } from '@holdfast/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ndjson } from './ndjson.ts';
import { sse, sseFormat } from './sse.ts';
import type { StreamFormat } from './stream-format.ts';

const RUNS = 10_000;
const MAX_BYTES = 4_096;
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

interface Read {
  readonly values: readonly unknown[];
  readonly hints: readonly number[];
  readonly failure: string | undefined;
}

function readAll(
  format: StreamFormat,
  chunks: Iterable<Uint8Array>,
  maxEventBytes = MAX_BYTES,
): Read {
  const values: unknown[] = [];
  const hints: number[] = [];
  const decode = format.decoder({ maxEventBytes, hint: (ms) => void hints.push(ms) });
  try {
    for (const chunk of chunks) for (const value of decode(chunk)) values.push(value);
  } catch (error) {
    if (!isFailure(error)) throw error;
    const { reason = '' } = error.details as { readonly reason?: string };
    return { values, hints, failure: `${error.code} ${reason}`.trim() };
  }
  return { values, hints, failure: undefined };
}

/** The bytes in pieces: a cut after each of the given offsets. */
function* cutAt(bytes: Uint8Array, offsets: readonly number[]): Generator<Uint8Array> {
  let from = 0;
  for (const offset of [...offsets.toSorted((a, b) => a - b), bytes.length]) {
    const end = Math.min(Math.max(offset, from), bytes.length);
    yield bytes.subarray(from, end);
    from = end;
  }
}

const oneByOne = (bytes: Uint8Array): Uint8Array[] =>
  Array.from(bytes, (byte) => Uint8Array.of(byte));

const SAMPLE = [
  { seq: 1, type: 'start', id: 's' },
  { seq: 2, type: 'delta', offset: 0, text: 'né é 字 👩‍👩‍👧 \u2028 "\n"' },
  { seq: 3, type: 'done', offset: 40 },
];
const asNdjson = (end: string): string =>
  SAMPLE.map((event) => `${JSON.stringify(event)}${end}`).join(end);
const asSse = (end: string): string =>
  SAMPLE.map((event) =>
    [
      `: beat`,
      '',
      `id: ${event.seq}`,
      `event: ${event.type}`,
      `data: ${JSON.stringify(event)}`,
      '',
      '',
    ].join(end),
  ).join('');

const formats: readonly [string, StreamFormat, (end: string) => string][] = [
  ['NDJSON', ndjson, asNdjson],
  ['SSE', sse, asSse],
];

describe.each(formats)('%s', (_, format, write) => {
  it.each([
    ['LF', '\n'],
    ['CR', '\r'],
    ['CRLF', '\r\n'],
  ])('is read with any line ends: %s', (_name, end) => {
    const bytes = encode(write(end));
    expect(readAll(format, [bytes]).values).toEqual(SAMPLE);
    expect(readAll(format, oneByOne(bytes)).values).toEqual(SAMPLE);
  });

  it('may begin with a byte order mark, even a cut one', () => {
    const bytes = encode(`\ufeff${write('\n')}`);
    expect(readAll(format, [bytes]).values).toEqual(SAMPLE);
    expect(readAll(format, oneByOne(bytes)).values).toEqual(SAMPLE);
  });

  it('is read the same with a cut at every byte', () => {
    const bytes = encode(write('\r\n'));
    for (let offset = 0; offset <= bytes.length; offset += 1) {
      expect(readAll(format, cutAt(bytes, [offset])).values).toEqual(SAMPLE);
    }
  });

  it('gives nothing of an event that did not come to its end', () => {
    const bytes = encode(write('\n'));
    const cut = bytes.subarray(0, bytes.length - 3);
    expect(readAll(format, [cut]).values).toEqual(SAMPLE.slice(0, 2));
  });

  it('gives the events before a line that is not UTF-8, and names the failure', () => {
    const bytes = Uint8Array.from([...encode(write('\n')), 0x64, 0xff, 0x0a, 0x0a]);
    const expected = { values: SAMPLE, hints: [], failure: 'STREAM_MALFORMED utf-8' };
    expect(readAll(format, [bytes])).toEqual(expected);
    expect(readAll(format, oneByOne(bytes))).toEqual(expected);
  });

  it('gives the events before an event that is not JSON, and names the failure', () => {
    const wrong = format === sse ? 'data: {"seq":4\n\n' : '{"seq":4\n';
    const bytes = encode(`${write('\n')}${wrong}`);
    const expected = { values: SAMPLE, hints: [], failure: 'STREAM_MALFORMED json' };
    expect(readAll(format, [bytes])).toEqual(expected);
    expect(readAll(format, oneByOne(bytes))).toEqual(expected);
  });

  it('refuses an event that is too long, whether or not it came to its end', () => {
    const text = `"${'x'.repeat(MAX_BYTES)}"`;
    const wrong = format === sse ? `data: ${text}\n\n` : `${text}\n`;
    for (const tail of [wrong, wrong.trimEnd()]) {
      const bytes = encode(`${write('\n')}${tail}`);
      const expected = { values: SAMPLE, hints: [], failure: 'ANSWER_TOO_LARGE' };
      expect(readAll(format, [bytes])).toEqual(expected);
      expect(readAll(format, oneByOne(bytes))).toEqual(expected);
    }
  });

  it('reads many events that together are longer than one event may be', () => {
    const bytes = encode(write('\n').repeat(100));
    expect(readAll(format, [bytes], 200).values).toHaveLength(100 * SAMPLE.length);
  });

  it('takes time that grows with the length of the body, and not with the number of its pieces', () => {
    const text = 'x'.repeat(1 << 18);
    const line = format === sse ? `data: "${text}"\n\n` : `"${text}"\n`;
    const bytes = encode(line);
    // Copied anew with every byte, this would be more than 10^10 copies.
    expect(readAll(format, oneByOne(bytes), bytes.length).values).toEqual([text]);
  });

  it('gives the same events in any pieces, of whatever bytes, and leaves prototypes alone', () => {
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.string({ unit: 'binary', maxLength: 40 }).map(encode),
      fc
        .json({ maxDepth: 2 })
        .map((json) => encode(format === sse ? `data: ${json}\n\n` : `${json}\n`)),
      fc
        .constantFrom(
          ...[
            '\n',
            '\r',
            '\r\n',
            '\n\n',
            '\ufeff',
            'data:',
            'data: {"a":1}',
            'id: 1\n',
            ': beat\n',
            'retry: 50\n',
          ],
          ...[
            'event: x\n',
            '{"__proto__":{"polluted":1}}\n',
            'data: {"__proto__":{"polluted":1}}\n\n',
          ],
        )
        .map(encode),
    );
    fc.assert(
      fc.property(
        fc.array(noise, { maxLength: 12 }),
        fc.array(fc.nat({ max: 400 }), { maxLength: 12 }),
        (pieces, cuts) => {
          const bytes = Uint8Array.from(pieces.flatMap((piece) => [...piece]));
          const whole = readAll(format, [bytes], 64);
          expect(readAll(format, cutAt(bytes, cuts), 64)).toEqual(whole);
          expect(readAll(format, oneByOne(bytes), 64)).toEqual(whole);
        },
      ),
      { numRuns: RUNS },
    );
    expect({}).not.toHaveProperty('polluted');
  }, 180_000);
});

const readSse = (text: string): readonly unknown[] => readAll(sse, [encode(text)]).values;

describe('SSE', () => {
  it('joins the lines of one event', () => {
    expect(readSse('data: {"a":\ndata: 1}\n\n')).toEqual([{ a: 1 }]);
  });

  it('ignores comments, fields it does not know and blocks without data', () => {
    expect(readSse(': beat\n\nfoo: bar\n\nid: 7\n\nevent: x\n\ndata: 1\n\n')).toEqual([1]);
  });

  it('tells how long the server wants a reader to wait', () => {
    expect(readAll(sse, [encode('retry: 1500\nretry: soon\n\n')]).hints).toEqual([1500]);
  });

  it('refuses an event of too many lines', () => {
    const bytes = encode('data: 1\n'.repeat(MAX_BYTES));
    expect(readAll(sse, [bytes]).failure).toBe('ANSWER_TOO_LARGE');
    expect(readAll(sse, oneByOne(bytes)).failure).toBe('ANSWER_TOO_LARGE');
  });

  it('gives the events before an event that is too long in the same piece', () => {
    const bytes = encode(`data: 1\n\ndata: "${'x'.repeat(70)}"\n\ndata: 2\n\n`);
    expect(readAll(sse, [bytes], 64)).toEqual({
      values: [1],
      hints: [],
      failure: 'ANSWER_TOO_LARGE',
    });
  });
});

describe('an event stream with an end mark of its own', () => {
  const done = sseFormat({ done: '[DONE]' });
  const ends = { seq: 1, type: 'done', offset: 0 };
  it.each([
    ['a blank after the end', 'data: {"a":1}\n\ndata: [DONE] \n\n', [{ a: 1 }, ends]],
    ['heartbeats of blanks', 'data:  \n\ndata: \t\n\ndata: {"a":1}\n\n', [{ a: 1 }]],
    ['comments between', ': OPENROUTER PROCESSING\n\ndata: {"a":1}\n\n', [{ a: 1 }]],
    ['pings by name', 'event: ping\ndata\n\nevent: ping\n\ndata: {"a":1}\n\n', [{ a: 1 }]],
    ['CRLF', 'data: {"a":1}\r\n\r\ndata: [DONE]\r\n\r\n', [{ a: 1 }, ends]],
  ])('is read with %s, cut at every byte', (_, text, values) => {
    const bytes = encode(text);
    for (let cut = 0; cut < bytes.length; cut += 1)
      expect(readAll(done, cutAt(bytes, [cut]))).toEqual({ values, hints: [], failure: undefined });
  });
});

it('a line of blanks is a heartbeat of NDJSON', () => {
  const read = readAll(ndjson, [encode('{"a":1}\n   \n\t\r\n{"b":2}\n')]);
  expect(read.values).toEqual([{ a: 1 }, { b: 2 }]);
});
