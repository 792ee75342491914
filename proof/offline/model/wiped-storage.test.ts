import { expect, it } from 'vitest';
import { entryOf } from '../simulator/entry.ts';
import { turn } from '../simulator/turn.ts';
import { createWorld, type Context } from '../simulator/world.ts';
import { runNext } from './play.ts';
import { realCode } from './real-code.ts';

const code = realCode();

const storageOf = ({ outbox }: Context): unknown => outbox?.storage.getSnapshot();

it('a page tells that the browser found the storage spoilt and deleted it, also when a worker opened it first, and the next page does not', async () => {
  const world = createWorld({ code, seed: 1, fateOf: () => ({ kind: 'hangs' }) });
  const rest = async (): Promise<void> => {
    await turn();
    for (let task = world.agenda.ready(); task && task.at < world.agenda.now() + 100;) {
      await runNext(world, task);
      task = world.agenda.ready();
    }
  };
  const first = world.open('page');
  world.add(first, entryOf('e1', 'x'));
  await rest();
  expect(storageOf(first)).toBe('ok');
  expect(world.stored()).toHaveLength(1);
  world.kill(first);

  world.device.databases.clear();
  world.device.isWiped = true;
  world.open('worker').scope?.dispatch('activate');
  await rest();
  expect(world.device.isWiped).toBe(false);
  const second = world.open('page');
  await rest();
  expect(storageOf(second)).toMatchObject({ code: 'STORAGE_LOST', severity: 'critical' });
  const third = world.open('page');
  await rest();
  expect(storageOf(third)).toBe('ok');
  expect(storageOf(second)).toMatchObject({ code: 'STORAGE_LOST' });

  world.add(second, entryOf('e2', 'x'));
  await rest();
  expect(storageOf(second)).toBe('ok');
  world.close();
});
