import { Failure } from '@holdfast/core';
import type { StreamState } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { createVirtualPlatform, memoryDrafts, memoryTabs } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import type { KeptStream } from './kept-stream.ts';
import { createStreamKeeper } from './stream-keeper.ts';

const running: StreamState = { kind: 'running', since: 1 };
const kept = (key: string): KeptStream => ({ key, location: undefined, state: running });

const broken = (): never => {
  throw new TypeError('mine');
};

function keeping(of: Partial<Parameters<typeof createStreamKeeper>[0]> = {}) {
  const platform = createVirtualPlatform();
  const drafts = memoryDrafts();
  const unsaved: string[] = [];
  let current: KeptStream | undefined = kept('k1');
  const keeper = createStreamKeeper(
    {
      ...{ owner: 'mira', slot: 's', drafts, channel: undefined, platform, saveEveryMs: 500 },
      unsaved: ({ code }) => unsaved.push(code),
      isReading: () => false,
      ...of,
    },
    () => current,
  );
  const stored = () => drafts.peek('mira', 's');
  return {
    platform,
    drafts,
    unsaved,
    keeper,
    stored,
    set: (next: typeof current) => (current = next),
  };
}

const never = (): Promise<never> => new Promise(() => {});

describe('keeping a stream', () => {
  it('saves a moment after a change, once for many changes', async () => {
    const { keeper, platform, stored } = keeping();
    keeper.save();
    keeper.save();
    await platform.advance(499);
    expect(stored()).toBeUndefined();
    await platform.advance(1);
    expect(stored()).toMatchObject({ revision: 1, value: { key: 'k1' } });
  });

  it('does not wait for storage that never answers, and says that nothing is saved', async () => {
    const drafts = { load: never, save: never, remove: never, quarantine: never };
    const { keeper, platform, unsaved } = keeping({ drafts });
    const loaded = keeper.load();
    keeper.save();
    const flushed = keeper.flush();
    const forgotten = keeper.forget().catch(({ code }: Failure) => code);
    await platform.advance(20_000);
    expect([await loaded, await flushed, await forgotten]).toEqual([
      undefined,
      undefined,
      'STORAGE_FAILED',
    ]);
    expect(unsaved).toEqual(['STORAGE_FAILED', 'STORAGE_FAILED']);
  });

  it('saves nothing when there is no stream', async () => {
    const { keeper, stored, set } = keeping();
    set(undefined);
    keeper.save();
    await keeper.flush();
    expect(stored()).toBeUndefined();
  });

  it('replaces a text that another tab has stored, because only the reader saves', async () => {
    const { keeper, drafts, stored } = keeping();
    const theirs = { owner: 'mira', key: 's', version: 1, revision: 7, savedAt: 0, value: {} };
    await drafts.save(theirs);
    keeper.save();
    await keeper.flush();
    expect(stored()).toMatchObject({ revision: 8, value: { key: 'k1' } });
  });

  it('says why storage failed, and goes on', async () => {
    const { keeper, drafts, unsaved } = keeping();
    drafts.fail(new Failure(catalogue.STORAGE_QUOTA));
    keeper.save();
    await keeper.flush();
    await keeper.supersede();
    expect(await keeper.load()).toBeUndefined();
    expect(unsaved).toEqual(['STORAGE_QUOTA', 'STORAGE_QUOTA', 'STORAGE_QUOTA']);
  });

  it('names the failure when a store of the app did not keep it, whatever the store throws', async () => {
    const drafts = { load: broken, save: async () => broken(), remove: broken, quarantine: broken };
    const found = keeping();
    found.keeper.save();
    await found.keeper.flush();
    const odd = keeping({ drafts: { ...drafts, load: async () => found.stored() } });
    await odd.keeper.load();
    await odd.keeper.supersede();
    odd.keeper.save();
    await odd.keeper.flush();
    expect(odd.unsaved).toEqual(['STORAGE_FAILED', 'STORAGE_FAILED']);
  });

  it('gives the text of an earlier reader only once', async () => {
    const first = keeping();
    first.keeper.save();
    await first.keeper.flush();
    const { keeper } = keeping({ drafts: first.drafts });
    expect(await keeper.load()).toEqual(kept('k1'));
    expect(await keeper.load()).toBeUndefined();
  });

  it('mirrors newer states of its own stream, and ignores all other messages', async () => {
    const { open } = memoryTabs();
    const [mine, theirs] = [open(), open()];
    const reading = keeping({ channel: mine.channel });
    const mirroring = keeping({ channel: theirs.channel });
    const seen: string[] = [];
    mirroring.keeper.mirror(({ key }) => seen.push(key));
    reading.keeper.save();
    await reading.keeper.flush();
    const record = { owner: 'mira', key: 's', version: 1, revision: 1, savedAt: 0, value: {} };
    for (const message of [
      undefined,
      'hello',
      { type: 'holdfast.stream', record },
      { type: 'holdfast.stream', record: { ...record, revision: 9, owner: 'jonas' } },
      { type: 'holdfast.stream', record: { ...record, revision: 9, key: 't' } },
      { type: 'holdfast.stream', record: { ...record, revision: 9 } },
    ]) {
      mine.channel.post(message);
    }
    expect(seen).toEqual(['k1']);
  });

  it.each([[undefined], ['9'], [NaN], [Infinity], [1.5], [null]])(
    'does not take %j for the number of a save, and hears the next one',
    (revision) => {
      const { open } = memoryTabs();
      const [mine, theirs] = [open(), open()];
      const mirroring = keeping({ channel: theirs.channel });
      const seen: string[] = [];
      mirroring.keeper.mirror(({ key }) => seen.push(key));
      const record = { owner: 'mira', key: 's', version: 1, revision: 2, savedAt: 0 };
      const value = { key: 'odd', state: running };
      mine.channel.post({ type: 'holdfast.stream', record: { ...record, value, revision } });
      mine.channel.post({
        type: 'holdfast.stream',
        record: { ...record, value: { ...value, key: 'k2' } },
      });
      expect(seen).toEqual(['k2']);
    },
  );
});
