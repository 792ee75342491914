import { createCell, Failure } from '@holdfast/core';
import { WORKER_FAILED } from '@holdfast/core/failures';
import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it, vi } from 'vitest';
import { registerWorker } from './register-worker.ts';
import { createUnsavedWork } from './unsaved-work.ts';
import type { WorkerHost } from './worker-host.ts';

/** A page with a worker. The test decides when the worker does what. */
function page(isControlled = true, registered: Promise<void> = Promise.resolve()) {
  const done: string[] = [];
  const moments = { waiting: createCell(0), tookOver: createCell(0), visibility: createCell(0) };
  let isHidden = false;
  const host: WorkerHost = {
    isControlled: () => isControlled,
    register: () => registered,
    onWaiting: moments.waiting.subscribe,
    onTookOver: moments.tookOver.subscribe,
    onVisibility: moments.visibility.subscribe,
    isHidden: () => isHidden,
    skipWaiting: () => done.push('skip waiting'),
    reload: () => done.push('reload'),
  };
  const happen = (moment: keyof typeof moments): void =>
    moments[moment].set(moments[moment].getSnapshot() + 1);
  const unsavedWork = createUnsavedWork();
  const platform = createVirtualPlatform();
  const worker = registerWorker({ url: '/worker.js', host, unsavedWork, platform });
  return {
    ...{ done, happen, unsavedWork, worker, platform },
    update: () => worker.updates.getSnapshot(),
    apply() {
      const update = worker.updates.getSnapshot();
      if (update.kind !== 'current') update.apply();
    },
    hide() {
      isHidden = true;
      happen('visibility');
    },
  };
}

describe('a registered worker', () => {
  it('offers an update that waits, and reloads the tab once it has taken over', () => {
    const tab = page();
    expect(tab.update()).toEqual({ kind: 'current' });
    tab.happen('waiting');
    expect(tab.update().kind).toBe('waiting');
    tab.apply();
    expect(tab.done).toEqual(['skip waiting']);
    tab.happen('tookOver');
    expect(tab.done).toEqual(['skip waiting', 'reload']);
  });

  it('does not reload when the first worker takes over a page', () => {
    const tab = page(false);
    tab.happen('tookOver');
    expect(tab.done).toEqual([]);
    expect(tab.update()).toEqual({ kind: 'current' });
  });

  it('refuses to apply an update while something is unsaved', () => {
    const tab = page();
    tab.happen('waiting');
    const save = tab.unsavedWork.declare('a note');
    tab.apply();
    expect(tab.done).toEqual([]);
    expect(tab.update().kind).toBe('waiting');
    save();
    tab.apply();
    expect(tab.done).toEqual(['skip waiting']);
  });

  it('does not reload when another tab applied the update and something is unsaved here', () => {
    const tab = page();
    tab.happen('waiting');
    const save = tab.unsavedWork.declare('a note');
    tab.happen('tookOver');
    expect(tab.update().kind).toBe('applied');
    tab.apply();
    tab.hide();
    expect(tab.done).toEqual([]);
    save();
    expect(tab.done).toEqual(['reload']);
  });

  it('does not reload a visible tab when its user saved the last work', () => {
    const tab = page();
    const save = tab.unsavedWork.declare('a note');
    tab.happen('tookOver');
    save();
    expect(tab.done).toEqual([]);
    tab.hide();
    expect(tab.done).toEqual(['reload']);
  });

  it('reloads a tab with the old version when its user says so', () => {
    const tab = page();
    const save = tab.unsavedWork.declare('a note');
    tab.happen('tookOver');
    save();
    tab.apply();
    expect(tab.done).toEqual(['reload']);
  });

  it('keeps one snapshot while nothing changes', () => {
    const tab = page();
    tab.happen('waiting');
    const update = tab.update();
    tab.happen('waiting');
    tab.apply();
    expect(tab.update()).toBe(update);
  });

  it('says why there is no worker to an app that asks', async () => {
    const failure = new Failure(WORKER_FAILED);
    await expect(page(false, Promise.reject(failure)).worker.ready).rejects.toBe(failure);
  });

  it('says that an update failed while the earlier worker goes on', async () => {
    const { ready } = page(true, Promise.reject(new Failure(WORKER_FAILED))).worker;
    await expect(ready).rejects.toMatchObject({
      code: 'WORKER_UPDATE_FAILED',
      cause: { code: 'WORKER_FAILED' },
    });
  });

  it('does not wait without end for a worker that never becomes active', async () => {
    const { worker, platform } = page(false, new Promise(() => {}));
    await platform.advance(60_000);
    await expect(worker.ready).rejects.toMatchObject({ code: 'WORKER_FAILED' });
  });

  it('causes no unhandled rejection in an app that does not ask', () => {
    expect(page(false, Promise.reject(new Failure(WORKER_FAILED))).update().kind).toBe('current');
  });

  it('hears nothing any more after the app disposed of it', () => {
    const tab = page();
    tab.worker.dispose();
    tab.happen('waiting');
    tab.happen('tookOver');
    expect(tab.update()).toEqual({ kind: 'current' });
    expect(tab.done).toEqual([]);
  });

  it('reloads no tab that cannot say whether it has unsaved work', () => {
    const surfaced: unknown[] = [];
    vi.stubGlobal('reportError', (error: unknown) => void surfaced.push(error));
    const { done, happen, hide, unsavedWork } = page();
    unsavedWork.labels.getSnapshot = () => {
      throw new Error('mine');
    };
    happen('waiting');
    hide();
    expect(done).toEqual([]);
    expect(surfaced).toEqual([new Error('mine')]);
    vi.unstubAllGlobals();
  });
});
