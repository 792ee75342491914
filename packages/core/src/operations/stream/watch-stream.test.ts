import { createWorld } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import type { StreamPort } from '../../ports/stream-port.ts';
import { STREAM_IDLE } from '../../streams/stream-state.ts';
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
    expect(watchStream(holdfast, tell, undefined)).toBe(watch);
  });

  it('needs a port', async () => {
    const { holdfast } = createWorld();
    expect(await holdfast.run(tell)).toMatchObject({
      kind: 'failed',
      failure: { code: 'DEFECT', effect: 'none' },
    });
    expect(() => watchStream(holdfast, tell, undefined)).toThrow('DEFECT');
  });
});
