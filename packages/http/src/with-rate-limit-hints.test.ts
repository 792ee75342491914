import type { Transport } from '@holdfast/core';
import type { Answer } from '@holdfast/core/parts';
import { createRateLimit, pipeline } from '@holdfast/core/policies';
import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { withRateLimitHints } from './with-rate-limit-hints.ts';

const settledOf = (promise: Promise<unknown>) =>
  promise.then(
    (value) => ({ value }),
    (failure: unknown) => ({ failure }),
  );

describe('the hint of an answer about the limit', () => {
  it('reaches a limit through the transport, before there is a refusal', async () => {
    const platform = createVirtualPlatform();
    const limit = createRateLimit({});
    const run = pipeline({ platform }, limit);
    const when = () => run(() => platform.monotonic());
    const answer = {
      status: 200,
      headers: { ratelimit: '"p";r=0;t=3' },
      body: new Uint8Array(),
      url: '',
      redirected: false,
    } satisfies Answer;
    const inner: Transport = { send: async () => answer };
    const transport = withRateLimitHints(inner, limit, { platform });
    expect(transport.open).toBeUndefined();
    await transport.send({ method: 'GET', url: '/', headers: {}, body: null });
    expect(await settledOf(when())).toMatchObject({ failure: { retryAfterMs: 3_000 } });
    const silent = withRateLimitHints(
      {
        send: async () => ({ ...answer, headers: {} }),
        open: async () => ({ ...answer, headers: {}, body: new ReadableStream() }),
      },
      limit,
      { platform },
    );
    await silent.open?.({ method: 'GET', url: '/', headers: {}, body: null });
    expect(await settledOf(when())).toMatchObject({ failure: { retryAfterMs: 3_000 } });
  });
});
