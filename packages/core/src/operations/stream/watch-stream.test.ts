import { createWorld } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import type { StreamPort } from '../../ports/stream-port.ts';
import { createCell } from '../../observable/cell.ts';
import { STREAM_IDLE, type StreamState } from '../../streams/stream-state.ts';
import type { StreamWatch } from '../../streams/stream-watch.ts';
import { defineStream } from './define-stream.ts';
import { watchStream } from './watch-stream.ts';

const tell = defineStream('tell', { request: () => ({ path: 'tell' }) });
const value = { id: 's1', text: 'Once', events: [], micros: undefined, reason: undefined };
const watch = {
  getSnapshot: () => STREAM_IDLE,
  subscribe: () => () => {},
} as unknown as StreamWatch;

function port() {
  const given: unknown[] = [];
  const streams = (): StreamPort => ({
    open: () => watch,
    async run(...asked) {
      given.push(asked);
      return { kind: 'live', value };
    },
  });
  return { streams, given };
}

describe('a stream in a runtime', () => {
  it('is run by its port, with the options of the caller', async () => {
    const { streams, given } = port();
    const { holdfast } = createWorld({ streams });
    expect(await holdfast.run(tell, undefined, { key: 'k1' })).toEqual({ kind: 'live', value });
    expect(given).toEqual([[tell, undefined, { key: 'k1' }]]);
  });

  it('is followed through its port', () => {
    const { holdfast } = createWorld({ streams: port().streams });
    const stream = watchStream(holdfast, tell);
    expect(stream.stream).toBe(watch);
    expect(watchStream(holdfast, tell)).toBe(stream);
  });

  it('has the state that every operation has, and the same reference for the same state', () => {
    const cell = createCell<StreamState>(STREAM_IDLE);
    const streams = (): StreamPort => ({
      ...port().streams(),
      open: () => ({ ...watch, ...cell }),
    });
    const stream = watchStream(createWorld({ streams }).holdfast, tell, undefined);
    expect(stream.getSnapshot()).toEqual({ kind: 'idle' });
    const came = { since: 1, id: 's1', seq: 2, offset: 4, text: 'Once', events: [] };
    cell.set({ kind: 'live', ...came, micros: 5, faultAt: undefined, reason: 'stop', at: 9 });
    const { id, text, events } = came;
    const whole = { id, text, events, micros: 5, reason: 'stop' };
    expect(stream.getSnapshot()).toEqual({ kind: 'live', at: 9, value: whole });
    expect(stream.getSnapshot()).toBe(stream.getSnapshot());
    expect(stream.stream.getSnapshot()).toMatchObject({ seq: 2, offset: 4 });
  });

  it('needs the port `streams`', async () => {
    const { holdfast } = createWorld();
    expect(await holdfast.run(tell)).toMatchObject({
      kind: 'failed',
      failure: { code: 'DEFECT', effect: 'none' },
    });
    expect(() => watchStream(holdfast, tell)).toThrow('DEFECT');
  });
});
