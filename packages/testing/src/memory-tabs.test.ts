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
