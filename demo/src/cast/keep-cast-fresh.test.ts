import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createWorld, jsonAnswer, problemAnswer } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createCastSlice } from './cast-slice.ts';
import { keepCastFresh } from './keep-cast-fresh.ts';

function keep() {
  const world = createWorld();
  const cast = createCastSlice(world.holdfast);
  let refusals = 0;
  const begin = (): void => {
    keepCastFresh({ holdfast: world.holdfast, cast, onRefused: () => (refusals += 1) });
  };
  return { ...world, cast, begin, refusals: () => refusals };
}

describe('the list', () => {
  it('is loaded once and then not again', async () => {
    const { begin, cast, platform, transport } = keep();
    transport.answerWith(() => jsonAnswer({ characters: [] }));
    begin();
    await platform.advance(60_000);
    expect(cast.getState().listState.kind).toBe('live');
    expect(transport.requests).toHaveLength(1);
  });

  it('is read again at least every ten seconds until it comes, and then not again', async () => {
    const { begin, cast, platform, transport } = keep();
    begin();
    await platform.advance(60_000);
    const sent = transport.requests.length;
    expect(sent).toBeGreaterThan(6);
    expect(sent).toBeLessThan(14);
    transport.answerWith(() => jsonAnswer({ characters: [] }));
    await platform.advance(10_000);
    expect(cast.getState().listState.kind).toBe('live');
    await platform.advance(60_000);
    expect(transport.requests).toHaveLength(sent + 1);
  });

  it('is read as soon as the server can be reached again, and then not again', async () => {
    const { begin, cast, connectivity, platform, transport } = keep();
    begin();
    await platform.advance(2_000);
    expect(cast.getState().listState.kind).toBe('failed');
    const sent = transport.requests.length;
    transport.answerWith(() => jsonAnswer({ characters: [] }));
    connectivity.note('answered');
    await platform.advance(0);
    expect(cast.getState().listState.kind).toBe('live');
    await platform.advance(60_000);
    expect(transport.requests).toHaveLength(sent + 1);
  });

  it.each([
    ['when its failure says', 4_000, 4_000, 4_000],
    ['a second later at the earliest', 1, 1_000, 2_000],
  ])('is asked for again %s', async (_, retryAfterMs, waitMs, latestMs) => {
    const { begin, platform, transport } = keep();
    transport.answerWith(() => problemAnswer(new Failure(catalogue.UNAVAILABLE, { retryAfterMs })));
    begin();
    await platform.advance(waitMs - 1);
    expect(transport.requests).toHaveLength(1);
    await platform.advance(latestMs - waitMs + 1);
    expect(transport.requests).toHaveLength(2);
  });

  it('tells when the server refuses it to the writer who seems to be signed in, and is asked for again', async () => {
    const { begin, platform, transport, refusals } = keep();
    transport.answerWith(() => problemAnswer(new Failure(catalogue.UNAUTHENTICATED)));
    begin();
    await platform.advance(0);
    expect(refusals()).toBe(1);
    await platform.advance(10_000);
    expect(transport.requests).toHaveLength(2);
  });

  it('is not asked for while no writer is signed in', async () => {
    const { begin, identity, platform, transport } = keep();
    identity.set(null);
    begin();
    await platform.advance(60_000);
    expect(transport.requests).toHaveLength(0);
    transport.answerWith(() => jsonAnswer({ characters: [] }));
    identity.set({ subject: 'ben' });
    await platform.advance(5_000);
    expect(transport.requests).toHaveLength(1);
    identity.set(null);
    await platform.advance(0);
    const sent = transport.requests.length;
    await platform.advance(60_000);
    expect(transport.requests).toHaveLength(sent);
  });
});
