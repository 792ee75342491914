import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import type { TelemetryEvent } from '@holdfast/core/telemetry';
import { expect, it } from 'vitest';
import { type EndingSink, laterSink } from './later-sink.ts';

const event = (name: string): TelemetryEvent => ({
  ...{ type: 'operation.started', at: 0, operation: name },
});

const failed = {
  ...{ outcome: 'failed', durationMs: 1, failure: new Failure(catalogue.TIMEOUT).toJSON() },
} as const;

const settle = async (work: () => void): Promise<void> => {
  await new Promise((resolve) => setImmediate(resolve));
  work();
  await new Promise((resolve) => setImmediate(resolve));
};

function parts(rest = Promise.resolve()) {
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
  }, rest);
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

it('a sink that loads after the end is ended, and gets no event', async () => {
  const { told, made, loads, sink, dispose, ended } = parts();
  sink(event('a'));
  dispose();
  await settle(() => loads[0]?.resolve(made));
  sink(event('b'));
  expect(told).toEqual([]);
  expect(ended()).toBe(1);
});

it('the sink loads once the page has come to rest', async () => {
  const rest = Promise.withResolvers<void>();
  const { loads, sink } = parts(rest.promise);
  await settle(() => sink(event('a')));
  expect(loads.length).toBe(0);
  await settle(() => rest.resolve());
  expect(loads.length).toBe(1);
});

it.each<TelemetryEvent>([
  { type: 'incident.opened', at: 0, incidentId: 'i', name: 'a', code: 'C', severity: 'critical' },
  { ...{ type: 'operation.settled', at: 0, operation: 'a' }, ...failed },
])(
  'the sink loads before the page has come to rest when it gets $type with a failure',
  async (trouble) => {
    const { told, made, loads, sink } = parts(new Promise(() => {}));
    await settle(() => sink(trouble));
    expect(loads.length).toBe(1);
    await settle(() => loads[0]?.resolve(made));
    expect(told.length).toBe(1);
  },
);
