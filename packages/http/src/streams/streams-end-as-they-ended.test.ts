import { Failure } from '@holdfast/core';
import { type OpenAnswer, type StreamState, toProblem } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { fixedBackoff } from '@holdfast/core/policies';
import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { ndjson } from './ndjson.ts';
import { sse, sseFormat } from './sse.ts';
import type { StreamFormat } from './stream-format.ts';
import { createStreamReader } from './stream-reader.ts';

type Ending = 'ends' | 'breaks';

const TEXT = 'Once 🦊 né';
const DONE = { seq: 4, type: 'done', offset: 13, reason: 'stop' };
const EVENTS = [
  { seq: 1, type: 'start', id: 's' },
  { seq: 2, type: 'delta', offset: 0, text: 'Once 🦊' },
  { seq: 3, type: 'delta', offset: 9, text: ' né' },
  DONE,
];

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const asNdjson = (events: readonly object[], end: string): string =>
  events.map((event) => JSON.stringify(event) + end).join('');
const asSse = (events: readonly object[], end: string): string =>
  events.map((event) => `event: x${end}data: ${JSON.stringify(event)}${end}${end}`).join('');

const formats: readonly [string, StreamFormat, typeof asNdjson][] = [
  ['NDJSON', ndjson, asNdjson],
  ['SSE', sse, asSse],
];

function bodyOf(bytes: Uint8Array, ending: Ending): ReadableStream<Uint8Array<ArrayBuffer>> {
  let isRead = false;
  return new ReadableStream({
    pull(controller) {
      if (!isRead && bytes.length > 0) controller.enqueue(bytes as Uint8Array<ArrayBuffer>);
      else if (ending === 'ends') controller.close();
      else controller.error(new TypeError('terminated'));
      isRead = true;
    },
  });
}

/** Reads a stream whose first connection brings these bytes, and each later connection the rest. */
async function readOf(
  format: StreamFormat,
  first: Uint8Array,
  ending: Ending,
  rest: (after: number) => Uint8Array = () => encode(''),
): Promise<{ state: StreamState; opens: number }> {
  const platform = createVirtualPlatform();
  const backoff = fixedBackoff(1);
  const reader = createStreamReader({ formats: [format], platform, backoff, maxAttempts: 2 });
  let opens = 0;
  const open = async ({ after }: { readonly after: number }): Promise<OpenAnswer> => {
    opens += 1;
    const body = opens === 1 ? bodyOf(first, ending) : bodyOf(rest(after), 'ends');
    const headers = { 'content-type': format.mediaType, location: '/s' };
    return {
      status: 200,
      url: 'http://127.0.0.1/',
      headers,
      redirected: false,
      body,
    };
  };
  const read = reader.read({ open }, 'begin');
  await platform.advance(10_000);
  await read;
  return { state: reader.latest(), opens };
}

describe.each(formats)('a stream in %s', (_title, format, write) => {
  const left = (after: number): Uint8Array => encode(write(EVENTS.slice(after), '\n'));

  it.each<[string, string, Ending]>([
    ['ends', '', 'ends'],
    ['breaks', '', 'breaks'],
    ['ends after half a line end', '\r', 'ends'],
    ['breaks after a line end', '\n', 'breaks'],
    ['breaks within a character after it', '\n\u{1f98a}', 'breaks'],
    ['goes on with a line that is no event', '\n\n{"seq":5,"ty', 'ends'],
  ])('is done with its last event, although the connection %s', async (_how, tail, ending) => {
    const text = write(EVENTS, '\n').trimEnd() + tail;
    const bytes = encode(text);
    const cut = tail.includes('\u{1f98a}') ? bytes.subarray(0, -2) : bytes;
    expect(await readOf(format, cut, ending, left)).toMatchObject({
      ...{ opens: 1, state: { kind: 'live', text: TEXT, reason: 'stop' } },
    });
  });

  it.each<Ending>(['ends', 'breaks'])(
    'fails once with its error event, although the connection %s right after it',
    async (ending) => {
      const problem = toProblem(new Failure(catalogue.QUOTA_EXCEEDED));
      const events = [...EVENTS.slice(0, 3), { seq: 4, type: 'error', problem }];
      const bytes = encode(write(events, '\n').trimEnd());
      expect(await readOf(format, bytes, ending)).toMatchObject({
        ...{ opens: 1, state: { kind: 'interrupted', text: TEXT, resumable: false } },
      });
    },
  );

  it('is requested again when it ends without an end event', async () => {
    const { state, opens } = await readOf(format, encode(''), 'ends', left);
    expect({ kind: state.kind, opens }).toEqual({ kind: 'live', opens: 2 });
  });

  it.each<[string, string]>([
    ['an event that was cut', '{"seq":4,"type":"done","offset":13'],
    ['a number that was cut', '4'],
    ['a text', '"done"'],
  ])('is not done with %s', async (_what, json) => {
    const text = write(EVENTS.slice(0, 3), '\n') + (format === ndjson ? json : `data: ${json}`);
    const { state, opens } = await readOf(format, encode(text), 'ends', left);
    expect({ state, opens }).toMatchObject({ opens: 2, state: { kind: 'live', text: TEXT } });
  });

  it.each<[string, string, Ending]>([
    ['LF', '\n', 'ends'],
    ['LF, and it breaks', '\n', 'breaks'],
    ['CRLF', '\r\n', 'ends'],
    ['CR, and it breaks', '\r', 'breaks'],
  ])(
    'ends in the same way wherever it is cut, and requests only the missing rest: %s',
    async (_name, end, ending) => {
      const bytes = encode(write(EVENTS, end));
      const whole = encode(write(EVENTS, end).trimEnd()).length;
      for (let cut = 0; cut <= bytes.length; cut += 1) {
        // oxlint-disable-next-line no-await-in-loop -- one stream after the other
        const { state, opens } = await readOf(format, bytes.subarray(0, cut), ending, left);
        expect(state).toMatchObject({ kind: 'live', text: TEXT, seq: 4, reason: 'stop' });
        expect({ cut, opens }).toEqual({ cut, opens: cut < whole ? 2 : 1 });
      }
    },
  );
});

const valuesOf = (format: StreamFormat, text: string, taken = { seq: 0, offset: 0 }): unknown[] => {
  const decode = format.decoder({ maxEventBytes: 1_024, hint: () => {}, taken });
  return [...decode(encode(text)), ...(decode.end?.() ?? [])];
};

describe('SSE of another server', () => {
  const openAi = sseFormat({ done: '[DONE]' });
  it('ends with the word that the app names, and then its text is whole', async () => {
    const text = `${asSse(EVENTS.slice(0, 3), '\n')}data: [DONE]\n\n`;
    const { state, opens } = await readOf(openAi, encode(text), 'breaks');
    expect({ state, opens }).toMatchObject({ opens: 1, state: { kind: 'live', text: TEXT } });
  });

  it('ends with that word also without a blank line, and after a resumption', () => {
    const done = { seq: 8, type: 'done', offset: 20 };
    expect(valuesOf(openAi, 'data: [DONE]', { seq: 7, offset: 20 })).toEqual([done]);
  });

  it('does not end with a part of that word', () => {
    expect(valuesOf(openAi, 'data: [DON')).toEqual([]);
  });

  it('takes an event with empty data for a heartbeat', () => {
    expect(valuesOf(sse, 'data:\n\ndata: {"a":1}\n\ndata\n\n')).toEqual([{ a: 1 }]);
  });

  it('drops one byte order mark, and not two', () => {
    expect(valuesOf(sse, '\ufeffdata: 1\n\n')).toEqual([1]);
    // The second mark is part of a field name that the parser does not know.
    expect(valuesOf(sse, '\ufeff\ufeffdata: 1\n\ndata: 2\n\n')).toEqual([2]);
  });
});
