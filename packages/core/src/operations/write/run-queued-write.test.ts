import { createWorld, type ResilientWorld } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../failures/failure.ts';
import { CONTENT_UNEXPECTED, REQUEST_INVALID } from '../../failures/kinds/contract.ts';
import { STORAGE_QUOTA } from '../../failures/kinds/storage.ts';
import { createCell } from '../../observable/cell.ts';
import type { EntryEnd } from '../../ports/outbox-port.ts';
import { defineWrite } from './define-write.ts';
import type { StandardSchema } from '../../schema/standard-schema.ts';
import { createHoldfast } from '../../runtime/create-holdfast.ts';
import { createHandle } from './create-handle.ts';

const numbered: StandardSchema<unknown, { n: number }> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value) =>
      typeof (value as { n?: unknown } | undefined)?.n === 'number'
        ? { value: value as { n: number } }
        : { issues: [{ message: 'no number', path: ['n'] }] },
  },
};
const save = defineWrite('thing.save', {
  output: numbered,
  request: () => ({ method: 'POST', path: 'things' }),
  lane: () => 'things',
  offline: 'queue',
});
const idOf = (world: ResilientWorld): string => world.outbox.entries.getSnapshot()[0]?.id ?? '';
/** The write is committed and waits for its answer. */
async function committed(world: ResilientWorld) {
  const outcome = world.holdfast.run(save);
  await world.platform.advance(0);
  return { outcome, id: idOf(world) };
}

describe('a write that is queued', () => {
  it('is committed to the outbox before anything else, and asks for a drain', async () => {
    const world = createWorld();
    const { id } = await committed(world);
    expect(world.outbox.entries.getSnapshot()).toMatchObject([
      { id, owner: 'mira', lane: 'things', operation: 'thing.save', state: { kind: 'queued' } },
    ]);
    expect(world.outbox.wakes()).toBe(1);
    expect(world.transport.requests).toEqual([]);
  });

  it('is live when its answer comes in time, and leaves no timer', async () => {
    const world = createWorld();
    const { outcome, id } = await committed(world);
    world.outbox.apply(id, { n: 1 });
    expect(await outcome).toEqual({ kind: 'live', value: { n: 1 } });
    expect(world.platform.pending()).toBe(0);
  });

  it('is queued when its answer does not come in time, with a handle that tells of the answer later', async () => {
    const world = createWorld({ liveWithinMs: 200 });
    const { outcome, id } = await committed(world);
    await world.platform.advance(200);
    const settled = await outcome;
    expect(settled).toMatchObject({ kind: 'queued', handle: { id } });
    world.outbox.apply(id, { n: 2 });
    expect(await (settled.kind === 'queued' && settled.handle.synced)).toEqual({ n: 2 });
  });

  it('says at once why it is blocked', async () => {
    const world = createWorld();
    const { outcome, id } = await committed(world);
    world.outbox.set(id, { kind: 'blocked', reason: 'auth', failure: undefined });
    expect(await outcome).toMatchObject({ kind: 'blocked', reason: 'auth', handle: { id } });
  });

  it('has failed when it is a dead letter, and keeps its handle', async () => {
    const world = createWorld();
    const { outcome, id } = await committed(world);
    const failure = new Failure(REQUEST_INVALID);
    world.outbox.set(id, { kind: 'dead', failure });
    expect(await outcome).toMatchObject({ kind: 'failed', failure, handle: { id } });
    expect(world.platform.pending()).toBe(0);
  });

  it('has failed when the user took it back', async () => {
    const world = createWorld();
    const { outcome, id } = await committed(world);
    await world.outbox.cancel(id);
    expect(await outcome).toMatchObject({ kind: 'failed', failure: { code: 'ENTRY_CANCELLED' } });
  });

  it('does not believe an answer that breaks its schema, and says where', async () => {
    const world = createWorld();
    const { outcome, id } = await committed(world);
    world.outbox.apply(id, { n: 'one' });
    expect(await outcome).toMatchObject({
      kind: 'failed',
      failure: { code: 'RESPONSE_INVALID', details: { issues: [{ pointer: '/n' }] } },
    });
  });

  it('is one entry under the key that the caller gives', async () => {
    const world = createWorld({ liveWithinMs: 0 });
    const runs = [world.holdfast.run(save, undefined, { key: 'mine' })];
    runs.push(world.holdfast.run(save, undefined, { key: 'mine' }));
    await world.platform.advance(0);
    expect((await Promise.all(runs)).map(({ kind }) => kind)).toEqual(['queued', 'queued']);
    expect(world.outbox.entries.getSnapshot()).toMatchObject([{ id: 'mine' }]);
  });
});

describe('a write on a device that knows that it is offline', () => {
  it('is queued as soon as it is committed, and does not wait for an answer that cannot come', async () => {
    const world = createWorld();
    world.holdfast.connectivity.note('device-offline');
    const outcome = await world.holdfast.run(save);
    expect(outcome).toMatchObject({ kind: 'queued', handle: { id: idOf(world) } });
    expect(world.platform.pending()).toBe(0);
  });

  it('is also queued at once when the device goes offline while the write waits', async () => {
    const world = createWorld();
    const { outcome } = await committed(world);
    world.holdfast.connectivity.note('device-offline');
    expect(await outcome).toMatchObject({ kind: 'queued' });
  });
});

const handled = async (world: ResilientWorld, kind: 'dead' | 'blocked' | 'waiting') => {
  const { id } = await committed(world);
  const handle = createHandle(world.outbox, id, undefined, { incidentId: 'i' });
  const heard: string[] = [];
  const leave = handle.state.subscribe(() => heard.push(handle.state.getSnapshot().kind));
  const failure = new Failure(REQUEST_INVALID);
  world.outbox.set(id, { kind, reason: 'auth', dueAt: 0, failure });
  return { id, handle, heard, leave };
};

describe('a handle', () => {
  it.each(['dead', 'blocked', 'waiting'] as const)(
    'says that its entry is %s, without any provider and also after a reload',
    async (kind) => {
      const { handle, heard } = await handled(createWorld(), kind);
      expect(handle.state.getSnapshot()).toMatchObject({ kind });
      expect(heard).toEqual([kind]);
    },
  );

  it('says how its entry ended, and keeps one snapshot while nothing changes', async () => {
    const world = createWorld();
    const { id, handle, heard, leave } = await handled(world, 'dead');
    expect(handle.state.getSnapshot()).toBe(handle.state.getSnapshot());
    world.outbox.apply(id, {});
    await handle.synced;
    expect(handle.state.getSnapshot()).toMatchObject({ kind: 'applied', value: {} });
    expect(handle.state.getSnapshot()).toBe(handle.state.getSnapshot());
    expect(heard).toEqual(['dead', 'applied']);
    leave();
  });

  it('says that its entry is unknown when the entry never existed', async () => {
    const handle = createHandle(createWorld().outbox, 'none', undefined, { incidentId: 'i' });
    await expect(handle.synced).rejects.toMatchObject({ code: 'ENTRY_UNKNOWN' });
    expect(handle.state.getSnapshot()).toEqual({ kind: 'unknown' });
  });

  const unread = {
    ...{ kind: 'applied' as const, value: undefined, replayed: false },
    failure: new Failure(CONTENT_UNEXPECTED, { effect: 'applied' }),
  };
  const applied = { follow: () => createCell<EntryEnd>(unread) };

  it('accepts an unreadable answer when the app does not read it', async () => {
    const { synced } = createHandle(applied, 'e', undefined, { incidentId: 'i' });
    await expect(synced).resolves.toBeUndefined();
  });

  it('names an answer that could not be read where the app needs the output, and counts the write as applied', async () => {
    const { synced, state } = createHandle(applied, 'e', numbered, {
      incidentId: 'i',
    });
    await expect(synced).rejects.toMatchObject({ code: 'CONTENT_UNEXPECTED', effect: 'applied' });
    expect(state.getSnapshot()).toBe(unread);
  });
});

describe('a write that could not be queued', () => {
  it('has failed with the failure of the storage, and nothing was kept or sent', async () => {
    const world = createWorld();
    world.outbox.failAdding(new Failure(STORAGE_QUOTA));
    const outcome = await world.holdfast.run(save);
    expect(outcome).toMatchObject({ kind: 'failed', failure: { code: 'STORAGE_QUOTA' } });
    expect(outcome).not.toHaveProperty('handle');
    expect(world.outbox.entries.getSnapshot()).toEqual([]);
  });

  it('is refused while no user is signed in', async () => {
    const world = createWorld({ identity: createCell(null) });
    expect(await world.holdfast.run(save)).toMatchObject({
      kind: 'failed',
      failure: { code: 'OWNER_MISSING', effect: 'none' },
    });
  });

  it('is a defect when the app gave no outbox', async () => {
    const { platform, transport, identity } = createWorld();
    const holdfast = createHoldfast({ platform, transport, identity });
    expect(await holdfast.run(save)).toMatchObject({
      kind: 'failed',
      failure: { code: 'DEFECT', effect: 'none' },
    });
    expect(transport.requests).toEqual([]);
  });
});
