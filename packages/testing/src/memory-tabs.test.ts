import { describe, expect, it } from 'vitest';
import { macrotask } from './macrotask.ts';
import { memoryTabs } from './memory-tabs.ts';

const forever = new Promise<void>(() => {});

describe('tabs of one origin', () => {
  it('hold a lock one after the other', async () => {
    const { open } = memoryTabs();
    const [one, other] = [open(), open()];
    const done: string[] = [];
    let finish!: () => void;
    const first = one.locks.hold('a', () => new Promise<void>((resolve) => (finish = resolve)));
    const second = other.locks.hold('a', async () => void done.push('second'));
    await other.locks.hold('b', async () => void done.push('elsewhere'));
    finish();
    await Promise.all([first, second]);
    expect(done).toEqual(['elsewhere', 'second']);
  });

  it('leave the queue when their caller aborts', async () => {
    const { open } = memoryTabs();
    void open().locks.hold('a', () => forever);
    const leaving = new AbortController();
    const left = open().locks.hold('a', () => forever, leaving.signal);
    leaving.abort(new Error('left'));
    await expect(left).rejects.toThrow('left');
    await expect(open().locks.hold('a', () => forever, leaving.signal)).rejects.toThrow('left');
  });

  it('receive messages of other tabs, and never their own', () => {
    const { open } = memoryTabs();
    const [one, other] = [open(), open()];
    const heard: unknown[] = [];
    one.channel.subscribe((message) => heard.push(message));
    const leave = other.channel.subscribe((message) => heard.push(message));
    one.channel.post('hello');
    leave();
    one.channel.post('again');
    other.channel.dispose();
    other.channel.post('gone');
    expect(heard).toEqual(['hello']);
  });

  it('release their locks when they die, and send nothing more', async () => {
    const { open } = memoryTabs();
    const [one, other] = [open(), open()];
    const heard: unknown[] = [];
    other.channel.subscribe((message) => heard.push(message));
    void one.locks.hold('a', () => forever);
    const next = other.locks.hold('a', async () => 'mine');
    await macrotask();
    one.kill();
    one.channel.post('from beyond');
    expect(await next).toBe('mine');
    expect(heard).toEqual([]);
  });

  it.each([
    ['dies', 'nothing'],
    ['aborts', 'second'],
  ] as const)(
    'never hold a lock twice, though a tab %s between its turn and its work',
    async (end, worked) => {
      const { open } = memoryTabs();
      const [one, other, third] = [open(), open(), open()];
      const leaving = new AbortController();
      const holders: string[] = [];
      let most = 0;
      const work = (name: string) => async (): Promise<void> => {
        holders.push(name);
        most = Math.max(most, holders.length);
        await macrotask();
        holders.splice(holders.indexOf(name), 1);
        done.push(name);
      };
      const done: string[] = [];
      void one.locks.hold('a', () => forever);
      void other.locks.hold('a', work('second'), leaving.signal).catch(() => {});
      const last = third.locks.hold('a', work('third'));
      await macrotask();
      // The lock comes to the second tab at once. Its code goes on later.
      one.kill();
      if (end === 'dies') other.kill();
      else leaving.abort();
      await last;
      expect(most).toBe(1);
      expect(done).toEqual(worked === 'second' ? ['second', 'third'] : ['third']);
    },
  );

  it('tell a message to its listeners of that moment, and these may join, leave and die meanwhile', () => {
    const { open } = memoryTabs();
    const [sender, one, other] = [open(), open(), open()];
    const heard: string[] = [];
    const join = (): void => {
      heard.push('one');
      one.channel.subscribe(() => heard.push('joined'));
      leave();
      other.kill();
    };
    one.channel.subscribe(join);
    const leave = one.channel.subscribe(() => heard.push('left'));
    other.channel.subscribe(() => heard.push('dead'));
    sender.channel.post('hello');
    expect(heard).toEqual(['one']);
  });

  it('keep a lock to the end of the work, although their caller aborts during it', async () => {
    const { open } = memoryTabs();
    const leaving = new AbortController();
    const done: string[] = [];
    let finish!: () => void;
    const first = open().locks.hold(
      'a',
      async () => {
        await new Promise<void>((resolve) => (finish = resolve));
        done.push('first');
      },
      leaving.signal,
    );
    const second = open().locks.hold('a', async () => void done.push('second'));
    await macrotask();
    leaving.abort();
    await macrotask();
    finish();
    await Promise.all([first, second]);
    expect(done).toEqual(['first', 'second']);
  });

  it('get no lock any more when they have died, not even one that they waited for', async () => {
    const { open } = memoryTabs();
    const [one, other] = [open(), open()];
    const got: string[] = [];
    void one.locks.hold('a', () => forever);
    void one.locks.hold('a', async () => void got.push('of the dead tab'));
    const next = other.locks.hold('a', async () => void got.push('of the other'));
    await macrotask();
    one.kill();
    void one.locks.hold('b', async () => void got.push('after its death'));
    await next;
    await macrotask();
    expect(got).toEqual(['of the other']);
  });

  it('send only what can be copied, whether or not another tab listens', () => {
    const { channel } = memoryTabs().open();
    expect(() => channel.post(() => {})).toThrow('could not be cloned');
  });
});
