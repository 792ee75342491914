import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { recoverChunks } from './recover-chunks.ts';
import { noMarks, type ReloadMarks } from './stale-chunk-state.ts';

const address = 'https://app.example/assets/story-12345678.js';
const notLoaded = (at = address): Error =>
  new TypeError(`Failed to fetch dynamically imported module: ${at}`);

/** A page after a deployment. `marks` outlasts its reloads. */
function page(gone: readonly string[], marks: { now: ReloadMarks | undefined } = { now: noMarks }) {
  const outdated: boolean[] = [];
  const asked: (string | undefined)[] = [];
  let tell: ((error: unknown) => void) | undefined;
  const platform = createVirtualPlatform({ now: 1_700_000_000_000 });
  const chunks = recoverChunks({
    platform,
    worker: { outdated: async (byItself) => void outdated.push(byItself) },
    host: {
      onPreloadError(listener) {
        tell = listener;
        return () => void (tell = undefined);
      },
      async isGone(one) {
        asked.push(one);
        if (one === 'https://app.example/offline.js') throw new TypeError('Failed to fetch');
        return gone.includes(one ?? 'the page');
      },
      readMarks: () => marks.now,
      writeMarks: (next) => void (marks.now = next),
    },
  });
  const fail = async (thrown: unknown): Promise<unknown> => {
    try {
      return await chunks.load(() => Promise.reject(thrown));
    } catch (failure) {
      return failure;
    }
  };
  return { chunks, outdated, asked, platform, fail, tell: (thrown: unknown) => tell?.(thrown) };
}

describe('a part of the app that does not load', () => {
  it('is named stale when the server no longer has it, and the page asks for the update', async () => {
    const { fail, outdated } = page([address]);
    expect(await fail(notLoaded())).toMatchObject({ code: 'CHUNK_STALE' });
    expect(outdated).toEqual([true]);
  });

  it('can be tried again when the server has it, and the page stays', async () => {
    const { fail, outdated } = page([]);
    expect(await fail(notLoaded())).toMatchObject({ code: 'CHUNK_FAILED' });
    expect(outdated).toEqual([]);
  });

  it('can be tried again when the server does not answer', async () => {
    const { fail, outdated } = page([]);
    const failure = await fail(notLoaded('https://app.example/offline.js'));
    expect(failure).toMatchObject({ code: 'CHUNK_FAILED' });
    expect(outdated).toEqual([]);
  });

  it('is stale where the message has no address and the server has another page', async () => {
    const { fail, outdated } = page(['the page']);
    const failure = await fail(new TypeError('Importing a module script failed.'));
    expect(failure).toMatchObject({ code: 'CHUNK_STALE' });
    expect(outdated).toEqual([true]);
  });

  it('is stale when it is a page, which does not parse', async () => {
    const { fail, asked, outdated } = page([]);
    expect(await fail(new SyntaxError("Unexpected token '<'"))).toMatchObject({
      code: 'CHUNK_STALE',
    });
    expect(asked).toEqual([]);
    expect(outdated).toEqual([true]);
  });

  it.each([
    ['a script', notLoaded(), address],
    ['a style', new Error('Unable to preload CSS for /assets/a-1.css'), '/assets/a-1.css'],
    ['webpack', new Error(`Loading chunk 5 failed.\n(error: ${address})`), address],
    ['a style of webpack', new Error('Loading CSS chunk 5 failed.\n(/css/5.css)'), '/css/5.css'],
    ['Firefox', new TypeError(`error loading dynamically imported module: ${address}`), address],
  ])('is looked for at the address in the message: %s', async (_what, error, at) => {
    const { fail, asked } = page([]);
    await fail(error);
    expect(asked).toEqual([at]);
  });

  it('counts once when the bundler and the app both report it', async () => {
    const { fail, tell, outdated } = page([address]);
    const error = notLoaded();
    tell(error);
    expect(await fail(error)).toMatchObject({ code: 'CHUNK_STALE' });
    expect(outdated).toEqual([true]);
  });

  it('counts also when only the bundler reports it, until the app disposes of the recovery', async () => {
    const { chunks, tell, outdated } = page([address]);
    tell(notLoaded());
    await expect.poll(() => outdated).toEqual([true]);
    chunks.dispose();
    tell(notLoaded());
    expect(outdated).toEqual([true]);
  });

  it('does not touch an error that the part itself throws, nor the value of the part', async () => {
    const { chunks, fail, outdated } = page([address]);
    expect(await fail(new RangeError('mine'))).toMatchObject({ code: 'DEFECT' });
    await expect(chunks.load(async () => 7)).resolves.toBe(7);
    expect(outdated).toEqual([]);
  });
});

describe('the reload of a page for a part that is gone', () => {
  it('happens once for each part', async () => {
    const marks = { now: noMarks };
    await page([address], marks).fail(notLoaded());
    const reloaded = page([address], marks);
    await reloaded.platform.advance(3_600_000);
    await reloaded.fail(notLoaded());
    expect(reloaded.outdated).toEqual([false]);
  });

  it('happens once in ten minutes, also when each page lacks another part', async () => {
    const marks = { now: noMarks };
    const other = 'https://app.example/assets/notes-12345678.js';
    await page([address], marks).fail(notLoaded());
    const reloaded = page([other], marks);
    await reloaded.fail(notLoaded(other));
    await reloaded.platform.advance(10 * 60_000);
    await reloaded.fail(notLoaded(other));
    expect(reloaded.outdated).toEqual([false, true]);
  });

  it('does not happen where the session cannot be marked', async () => {
    const { fail, outdated } = page([address], { now: undefined });
    await fail(notLoaded());
    expect(outdated).toEqual([false]);
  });
});
