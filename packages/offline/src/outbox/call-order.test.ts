import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { createCallOrder } from './call-order.ts';

const settle = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve));

function stage() {
  const platform = createVirtualPlatform();
  const inOrder = createCallOrder(platform);
  const begun: string[] = [];
  const call = (name: string, lane = 'a', own?: Promise<unknown>): Promise<unknown> =>
    inOrder(lane, own, () => begun.push(name));
  return { platform, begun, call };
}

it('calls begin in the order in which they were made, also when an earlier one waits for its body', async () => {
  const { begun, call, platform } = stage();
  const { promise, resolve } = Promise.withResolvers<void>();
  const calls = [call('1'), call('2', 'a', promise), call('3'), call('4', 'b'), call('5')];
  await settle();
  expect(begun).toEqual(['1']);
  resolve();
  await Promise.all([...calls, call('6')]);
  expect(begun).toEqual(['1', '2', '3', '4', '5', '6']);
  expect(platform.pending()).toBe(0);
});

it('a call waits no longer than a second for calls of other lanes', async () => {
  const { begun, call, platform } = stage();
  void call('never', 'a', new Promise(() => {}));
  void call('behind it', 'a');
  void call('other', 'b');
  await platform.advance(999);
  expect(begun).toEqual([]);
  await platform.advance(1);
  expect(begun).toEqual(['other']);
});

it('a call that rejects makes no other call reject, and its place in the order is free', async () => {
  const { begun, call } = stage();
  const { promise, reject } = Promise.withResolvers<void>();
  const failing = call('1', 'a', promise);
  const next = call('2');
  reject(new Error('its body broke off'));
  await expect(failing).rejects.toThrow('its body broke off');
  await next;
  expect(begun).toEqual(['2']);
});
