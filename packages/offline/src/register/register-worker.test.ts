import { createCell, Failure } from '@holdfast/core';
import { WORKER_FAILED } from '@holdfast/core/failures';
import type { TelemetryEvent } from '@holdfast/core/telemetry';
import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it, vi } from 'vitest';
import { registerWorker } from './register-worker.ts';
import type { PutOff } from './put-off.ts';
import { createUnsavedWork } from './unsaved-work.ts';
import type { WorkerHost } from './worker-host.ts';

/** A page with a worker. The test decides what the worker does and when. */
function page(
  isControlled = true,
  registered: Promise<void> = Promise.resolve(),
  putOff: PutOff = createCell(0),
) {
  const done: string[] = [];
  /** The waits for quiet tabs that are not over. */
  const busy: (() => Promise<void>)[] = [];
  const told: TelemetryEvent[] = [];
  let registrations = 0;
  let isQuiet = true;
  let holds = 0;
  let hasUpdate = false;
  const moments = {
    found: createCell(0),
    waiting: createCell(0),
    tookOver: createCell(0),
    visibility: createCell(0),
  };
  let isHidden = false;
  const host: WorkerHost = {
    isControlled: () => isControlled,
    register: () => (registrations++ === 0 ? registered : Promise.resolve()),
    update: async () => hasUpdate,
    onFound: moments.found.subscribe,
    onWaiting: moments.waiting.subscribe,
    onTookOver: moments.tookOver.subscribe,
    onVisibility: moments.visibility.subscribe,
    isHidden: () => isHidden,
    skipWaiting: async () => void done.push('skip waiting'),
    reload: () => done.push('reload'),
  };
  const happen = (moment: keyof typeof moments): void =>
    moments[moment].set(moments[moment].getSnapshot() + 1);
  const unsavedWork = createUnsavedWork();
  const platform = createVirtualPlatform();
  const worker = registerWorker({
    ...{ url: '/worker.js', host, unsavedWork, platform, putOff },
    sink: (event) => void told.push(event),
    quietTabs: {
      hold() {
        holds += 1;
        return () => void (holds -= 1);
      },
      whenQuiet(what, work, signal) {
        if (isQuiet) return void work();
        done.push(`wait for ${what}`);
        busy.push(work);
        signal.addEventListener('abort', () => busy.splice(busy.indexOf(work), 1));
      },
    },
  });
  return {
    ...{ done, happen, unsavedWork, worker, platform, told },
    registrations: () => registrations,
    update: () => worker.updates.getSnapshot(),
    apply() {
      const update = worker.updates.getSnapshot();
      if (update.kind !== 'current') update.apply();
    },
    later() {
      const update = worker.updates.getSnapshot();
      if (update.kind !== 'current') update.later();
    },
    holds: () => holds,
    disturb: () => void (isQuiet = false),
    calm() {
      isQuiet = true;
      for (const work of busy.splice(0)) void work();
    },
    deploy: () => void (hasUpdate = true),
    waits: () => busy.length,
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
    tab.happen('visibility');
    expect(tab.update()).toBe(update);
  });

  it('says why there is no worker to an app that asks', async () => {
    const failure = new Failure(WORKER_FAILED);
    await expect(page(false, Promise.reject(failure)).worker.ready).rejects.toBe(failure);
  });

  it('registers the first worker again when it failed, and tells telemetry', async () => {
    const tab = page(false, Promise.reject(new Failure(WORKER_FAILED)));
    await expect(tab.worker.ready).rejects.toMatchObject({ code: 'WORKER_FAILED' });
    await tab.platform.advance(10_000);
    expect(tab.registrations()).toBe(2);
    const said = { type: 'restart.changed', what: 'worker', name: '/worker.js' };
    expect(tab.told).toMatchObject([
      { ...said, state: 'restarting', attempt: 1 },
      { ...said, state: 'healthy' },
    ]);
  });

  it('does not register again while an earlier worker goes on, or after it was disposed of', async () => {
    const old = page(true, Promise.reject(new Failure(WORKER_FAILED)));
    const gone = page(false, Promise.reject(new Failure(WORKER_FAILED)));
    gone.worker.dispose();
    await Promise.all([old, gone].map(({ platform }) => platform.advance(3_600_000)));
    expect([old, gone].map(({ registrations }) => registrations())).toEqual([1, 1]);
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

describe('an update that the user wants', () => {
  it('waits until no tab has unsaved work and no burst is under way', () => {
    const tab = page();
    tab.disturb();
    tab.happen('waiting');
    tab.apply();
    tab.apply();
    expect(tab.done).toEqual(['wait for tabs']);
    expect(tab.update().kind).toBe('asked');
    tab.calm();
    expect(tab.done).toEqual(['wait for tabs', 'skip waiting']);
  });

  it('does not start when something was typed here during the wait', () => {
    const tab = page();
    tab.disturb();
    tab.happen('waiting');
    tab.apply();
    tab.unsavedWork.declare('a note');
    tab.calm();
    expect(tab.done).toEqual(['wait for tabs']);
    expect(tab.update().kind).toBe('waiting');
  });

  it('waits no longer when the user puts it off after all', () => {
    const tab = page();
    tab.disturb();
    tab.happen('waiting');
    tab.apply();
    tab.later();
    expect(tab.waits()).toBe(0);
    expect(tab.update()).toMatchObject({ kind: 'waiting', isPutOff: true });
  });

  it('is offered again when the worker does not take over', async () => {
    const tab = page();
    tab.happen('waiting');
    tab.apply();
    await tab.platform.advance(1_500);
    expect(tab.update().kind).toBe('waiting');
  });

  it('reloads this tab after the end of a burst', () => {
    const tab = page();
    tab.disturb();
    tab.happen('tookOver');
    expect(tab.done).toEqual(['wait for sends']);
    tab.calm();
    expect(tab.done).toEqual(['wait for sends', 'reload']);
  });

  it('waits in the other tabs for the unsaved work of this tab', () => {
    const tab = page();
    const save = tab.unsavedWork.declare('a note');
    tab.unsavedWork.declare('a character')();
    expect(tab.holds()).toBe(1);
    save();
    expect(tab.holds()).toBe(0);
    tab.unsavedWork.declare('a note');
    tab.worker.dispose();
    expect(tab.holds()).toBe(0);
  });
});

describe('an update that the user puts off', () => {
  it('is not asked for in any tab, for four hours', async () => {
    const putOff = createCell(0);
    const [tab, other] = [page(true, undefined, putOff), page(true, undefined, putOff)];
    for (const one of [tab, other]) one.happen('waiting');
    tab.later();
    for (const one of [tab, other]) {
      expect(one.update()).toMatchObject({ kind: 'waiting', isPutOff: true });
    }
    await tab.platform.advance(4 * 3_600_000 - 1);
    expect(tab.update()).toMatchObject({ isPutOff: true });
    await tab.platform.advance(1);
    expect(tab.update()).toMatchObject({ kind: 'waiting', isPutOff: false });
  });

  it('is not asked for in a tab that is opened later', () => {
    const putOff = createCell(0);
    const tab = page(true, undefined, putOff);
    tab.happen('waiting');
    tab.later();
    const next = page(true, undefined, putOff);
    next.happen('waiting');
    expect(next.update()).toMatchObject({ kind: 'waiting', isPutOff: true });
  });

  it('does not put off the version after it', async () => {
    const tab = page();
    tab.happen('found');
    tab.happen('waiting');
    await tab.platform.advance(1_000);
    tab.later();
    // A hidden tab hears late that the same version is there.
    tab.happen('waiting');
    expect(tab.update()).toMatchObject({ kind: 'waiting', isPutOff: true });
    await tab.platform.advance(1_000);
    tab.happen('found');
    tab.happen('waiting');
    expect(tab.update()).toMatchObject({ kind: 'waiting', isPutOff: false });
  });

  it('can still be applied', () => {
    const tab = page();
    tab.happen('waiting');
    tab.later();
    tab.apply();
    expect(tab.done).toEqual(['skip waiting']);
  });

  it('is put off for no longer than "later" lasts, whatever time is stored', () => {
    const tab = page(true, undefined, createCell(Number.MAX_SAFE_INTEGER));
    tab.happen('waiting');
    expect(tab.update()).toMatchObject({ isPutOff: false });
  });
});

describe('a page that is older than the server', () => {
  it('reloads by itself when nothing is unsaved and no newer worker waits', async () => {
    const tab = page();
    await tab.worker.outdated(true);
    expect(tab.done).toEqual(['reload']);
  });

  it('first lets the newer worker take over, because the old one would give the old page again', async () => {
    const tab = page();
    tab.deploy();
    await tab.worker.outdated(true);
    expect(tab.done).toEqual(['skip waiting']);
    tab.happen('tookOver');
    expect(tab.done).toEqual(['skip waiting', 'reload']);
  });

  it('keeps what is typed, and offers the update also to a user who had put it off', async () => {
    const tab = page();
    tab.happen('waiting');
    tab.later();
    tab.unsavedWork.declare('a note');
    await tab.worker.outdated(true);
    expect(tab.done).toEqual([]);
    expect(tab.update()).toMatchObject({ kind: 'waiting', isPutOff: false });
  });

  it('does not reload by itself when a reload has not helped', async () => {
    const tab = page();
    await tab.worker.outdated(false);
    tab.hide();
    expect(tab.done).toEqual([]);
    expect(tab.update().kind).toBe('applied');
    tab.apply();
    expect(tab.done).toEqual(['reload']);
  });
});
