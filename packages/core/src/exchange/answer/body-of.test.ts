import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fetchTransport } from '../network/fetch-transport.ts';
import { readBody } from './read-answer.ts';
import { bodyOf } from './body-of.ts';

/** An answer as React Native and whatwg-fetch give it. */
const bodiless = (bytes: Uint8Array, body?: null): Response =>
  ({
    status: 200,
    url: 'http://127.0.0.1/',
    redirected: false,
    headers: new Headers({ 'content-type': 'text/plain' }),
    body,
    arrayBuffer: async () => Uint8Array.from(bytes).buffer,
  }) as unknown as Response;

it('a host without body streams gives the whole of an answer, for any bytes', async () => {
  const body = fc.constantFrom(null, undefined);
  await fc.assert(
    fc.asyncProperty(fc.uint8Array(), body, async (bytes, none) => {
      const whole = await readBody(bodyOf(bodiless(bytes, none)), 1_000);
      expect(whole).toEqual(bytes);
    }),
  );
});

it('a host without body streams refuses an answer that is too large, like any other host', async () => {
  const request = { method: 'GET', url: '/', headers: {}, body: null } as const;
  await expect(
    fetchTransport({ fetch: async () => bodiless(new Uint8Array(5)), maxAnswerBytes: 4 }).send(
      request,
    ),
  ).rejects.toMatchObject({
    code: 'ANSWER_TOO_LARGE',
  });
});

it('a host without body streams lets go of an answer that no caller wants to read', async () => {
  const body = bodyOf(bodiless(new Uint8Array(5)));
  await body.cancel();
  expect(await body.getReader().read()).toMatchObject({ done: true });
});
