import { expect, it } from 'vitest';
import { cutBody } from './cut-body.ts';

function bodyOf(...pieces: readonly string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });
}

/** The text that came, and whether the body broke. */
async function read(body: ReadableStream<Uint8Array>): Promise<readonly [string, string]> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const piece of body as unknown as AsyncIterable<Uint8Array>) {
      expect(piece.byteLength).toBeGreaterThan(0);
      text += decoder.decode(piece, { stream: true });
    }
  } catch {
    return [text, 'broken'];
  }
  return [text, 'whole'];
}

it('passes a body on up to a byte, over its pieces, and ends it there as if it were whole', async () => {
  const body = bodyOf('ab', '', 'cde', 'fgh');
  expect(await read(cutBody(body, { kind: 'truncated', afterBytes: 4 }))).toEqual([
    ...['abcd', 'whole'],
  ]);
});

it('breaks a cut body after that byte', async () => {
  const body = bodyOf('ab', 'cde');
  expect((await read(cutBody(body, { kind: 'cut-answer', afterBytes: 4 })))[1]).toBe('broken');
});

it('passes on the last byte before the cut, also when it comes alone', async () => {
  const body = bodyOf('abc', 'd', 'e');
  expect(await read(cutBody(body, { kind: 'truncated', afterBytes: 4 }))).toEqual([
    ...['abcd', 'whole'],
  ]);
});

it('leaves a body whole that has fewer bytes', async () => {
  expect(await read(cutBody(bodyOf('a', 'b'), { kind: 'cut-answer', afterBytes: 9 }))).toEqual([
    ...['ab', 'whole'],
  ]);
});
