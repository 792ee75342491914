import { describe, expect, it } from 'vitest';
import { groupCalls, type CallEnd } from './group-calls.ts';

/** Lets every promise that can settle do so. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

/** Calls whose groups end when and how a test says. */
function grouping(most = 100) {
  const groups: (readonly string[])[] = [];
  const ends: PromiseWithResolvers<readonly CallEnd<string>[]>[] = [];
  const call = groupCalls<string, string>({
    run(items) {
      groups.push(items);
      const end = Promise.withResolvers<readonly CallEnd<string>[]>();
      ends.push(end);
      return end.promise;
    },
    splits: (error) => error === 'full',
    sizeOf: (item) => item.length,
    most,
  });
  return {
    ...{ call, groups },
    async end(how?: unknown) {
      const last = ends.at(-1);
      if (how !== undefined) last?.reject(how);
      else last?.resolve(groups.at(-1)?.map((item) => ({ value: `${item}!` })) ?? []);
      await settle();
    },
    async endWith(given: readonly CallEnd<string>[]) {
      ends.at(-1)?.resolve(given);
      await settle();
    },
  };
}

describe('calls that are gathered', () => {
  it('run in one group when they come in one turn, in their order', async () => {
    const { call, groups, end } = grouping();
    const calls = Promise.all(['a', 'b', 'c'].map(call));
    await settle();
    expect(groups).toEqual([['a', 'b', 'c']]);
    await end();
    expect(await calls).toEqual(['a!', 'b!', 'c!']);
  });

  it('share the next group when they come while a group is under way', async () => {
    const { call, groups, end } = grouping();
    const first = call('a');
    await settle();
    const others = [call('b'), call('c')];
    await settle();
    expect(groups).toEqual([['a']]);
    await end();
    expect(await first).toBe('a!');
    expect(groups).toEqual([['a'], ['b', 'c']]);
    await end();
    expect(await Promise.all(others)).toEqual(['b!', 'c!']);
  });

  it('reject alone for a fault of their own', async () => {
    const { call, endWith } = grouping();
    const calls = Promise.allSettled(['a', 'b', 'c'].map(call));
    await settle();
    await endWith([{ value: 'a!' }, { error: 'mine' }, { value: 'c!' }]);
    expect(await calls).toEqual([
      { status: 'fulfilled', value: 'a!' },
      { status: 'rejected', reason: 'mine' },
      { status: 'fulfilled', value: 'c!' },
    ]);
  });

  it('run in smaller groups, in their order, when one of them may have failed them all', async () => {
    const { call, groups, end } = grouping();
    const calls = Promise.allSettled(['a', 'b', 'c'].map(call));
    await settle();
    await end('full');
    await end('full');
    await end('full');
    await end();
    await end();
    expect(groups).toEqual([['a', 'b', 'c'], ['a', 'b'], ['a'], ['b'], ['c']]);
    expect((await calls).map(({ status }) => status)).toEqual([
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
  });

  it('reject together when the group fails for a reason outside its calls, and later calls run', async () => {
    const { call, groups, end } = grouping();
    const calls = Promise.allSettled(['a', 'b'].map(call));
    await settle();
    const later = call('c');
    await end('gone');
    expect((await calls).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await end();
    expect(await later).toBe('c!');
    expect(groups).toHaveLength(2);
  });

  it('run in several groups when they are too large for one', async () => {
    const { call, groups, end } = grouping(4);
    const calls = Promise.all(['aaa', 'bbb', 'c', 'ddddddd'].map(call));
    await settle();
    await end();
    await end();
    await calls;
    expect(groups).toEqual([
      ['aaa', 'bbb'],
      ['c', 'ddddddd'],
    ]);
  });
});
