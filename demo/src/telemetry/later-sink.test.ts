import type { TelemetryEvent } from '@holdfast/core/telemetry';
import { expect, it } from 'vitest';
import { type EndingSink, laterSink } from './later-sink.ts';

const event = (name: string): TelemetryEvent => ({
  ...{ type: 'operation.started', at: 0, operation: name },
});

const settle = async (work: () => void): Promise<void> => {
  work();
  await new Promise((resolve) => setImmediate(resolve));
};

function parts() {
  const told: string[] = [];
  let ended = 0;
  const made: EndingSink = {
    sink: (one) => void told.push('operation' in one ? (one.operation ?? '') : ''),
    dispose: () => (ended += 1),
  };
  const loads: PromiseWithResolvers<EndingSink>[] = [];
  const { sink, dispose } = laterSink(async () => {
    const one = Promise.withResolvers<EndingSink>();
    loads.push(one);
    return one.promise;
  });
  return { told, made, loads, sink, dispose, ended: () => ended };
}

it('events from before the sink has loaded reach it in order', async () => {
  const { told, made, loads, sink } = parts();
  sink(event('a'));
  sink(event('b'));
  expect(told).toEqual([]);
  await settle(() => loads[0]?.resolve(made));
  sink(event('c'));
  expect(told).toEqual(['a', 'b', 'c']);
  expect(loads.length).toBe(1);
});

it('a sink that did not load loads again with the next event, and misses no event', async () => {
  const { told, made, loads, sink } = parts();
  sink(event('a'));
  await settle(() => loads[0]?.reject(new Error('no network')));
  sink(event('b'));
  await settle(() => loads[1]?.resolve(made));
  expect(told).toEqual(['a', 'b']);
});

it('of more events than may wait, the newest reach the sink', async () => {
  const { told, made, loads, sink } = parts();
  for (let index = 0; index < 501; index += 1) sink(event(String(index)));
  await settle(() => loads[0]?.resolve(made));
  expect(told.length).toBe(500);
  expect(told.at(0)).toBe('1');
  expect(told.at(-1)).toBe('500');
});

it('a sink that comes after the end is ended, and told nothing', async () => {
  const { told, made, loads, sink, dispose, ended } = parts();
  sink(event('a'));
  dispose();
  await settle(() => loads[0]?.resolve(made));
  sink(event('b'));
  expect(told).toEqual([]);
  expect(ended()).toBe(1);
});
