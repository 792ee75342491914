import { createVirtualPlatform, memoryDrafts } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createDraft } from './create-draft.ts';

/** A form whose store hangs as long as the test wants. The store does its work when it goes on. */
function hanging() {
  const platform = createVirtualPlatform();
  const memory = memoryDrafts();
  let goOn!: () => void;
  let hangs = Promise.resolve();
  const hang = (): void => void (hangs = new Promise((resolve) => (goOn = resolve)));
  const slow =
    <TArguments extends unknown[], T>(work: (...all: TArguments) => Promise<T>) =>
    async (...all: TArguments): Promise<T> => {
      await hangs;
      return work(...all);
    };
  const store = { ...memory, load: slow(memory.load), save: slow(memory.save) };
  const draft = createDraft<{ name: string }>({
    ...{ owner: 'mira', key: 'character', version: 1, defaultValues: { name: '' } },
    ...{ store: { ...store, remove: slow(memory.remove) }, platform, debounceMs: 100 },
  });
  const stored = () => memory.peek('mira', 'character')?.value;
  const resume = async (): Promise<void> => {
    hangs = Promise.resolve();
    goOn();
    await platform.advance(0);
  };
  return { platform, draft, stored, hang, resume };
}

const unavailable = {
  ...{ kind: 'unavailable', isAtRisk: true },
  failure: { code: 'STORAGE_FAILED', cause: { code: 'TIMEOUT' } },
};

describe('a draft whose store hangs', () => {
  it('is unavailable after ten seconds, and is kept by the first save after the store works again', async () => {
    const { platform, draft, stored, hang, resume } = hanging();
    hang();
    void draft.load();
    draft.change({ name: 'Ada' });
    await platform.advance(9999);
    expect(draft.getSnapshot().kind).toBe('saving');
    await platform.advance(10_001);
    expect(draft.getSnapshot()).toMatchObject(unavailable);
    await resume();
    draft.change({ name: 'Ada, and on' });
    await platform.advance(100);
    expect(draft.getSnapshot().kind).toBe('saved');
    expect(stored()).toMatchObject({ values: { name: 'Ada, and on' } });
  });

  it('does not take its own late save for that of another tab', async () => {
    const { platform, draft, stored, hang, resume } = hanging();
    await draft.load();
    hang();
    draft.change({ name: 'Ada' });
    await platform.advance(10_100);
    expect(draft.getSnapshot()).toMatchObject(unavailable);
    await resume();
    expect(stored()).toMatchObject({ values: { name: 'Ada' } });
    draft.change({ name: 'Ada, and on' });
    await platform.advance(100);
    expect(draft.getSnapshot().kind).toBe('saved');
    expect(stored()).toMatchObject({ values: { name: 'Ada, and on' } });
  });

  it('keeps neither a discard nor the next write waiting', async () => {
    const { platform, draft, stored, hang } = hanging();
    await draft.load();
    draft.change({ name: 'Ada' });
    await draft.flush();
    hang();
    let isOver = false;
    void draft.discard({ name: '' }, false).then(() => (isOver = true));
    await platform.advance(10_000);
    expect(isOver).toBe(true);
    expect(draft.getSnapshot().kind).toBe('unavailable');
    expect(stored()).toBeDefined();
  });
});
