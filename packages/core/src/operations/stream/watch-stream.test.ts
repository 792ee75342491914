import { createWorld } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { defineStream } from './define-stream.ts';
import type { StreamPort } from '../../ports/stream-port.ts';
import { STREAM_IDLE } from '../../streams/stream-state.ts';
import type { StreamWatch } from '../../streams/stream-watch.ts';
import { runStream } from './run-stream.ts';
import { watchStream } from './watch-stream.ts';

const tell = defineStream('tell', { request: () => ({ path: 'tell' }) });
const value = { id: 's1', text: 'Once', events: [], micros: undefined, reason: undefined };

function port(outcome: Awaited<ReturnType<StreamWatch['resume']>>) {
  const done: string[] = [];
  const watch: StreamWatch = {
    getSnapshot: () => STREAM_IDLE,
    subscribe: () => () => {},
    async *[Symbol.asyncIterator]() {},
    start: async () => outcome,
    resume: async (options) => {
      done.push(`resume ${options?.key ?? ''}`);
      return outcome;
    },
    abort: () => {},
    cancel: async () => {},
    async forget() {
      done.push('forget');
      throw new Error('not now');
    },
  };
  const open = (): StreamWatch => watch;
  const streams = (): StreamPort => ({ open, run: (...asked) => runStream({ open }, ...asked) });
  return { watch, streams, done };
}

describe('a stream in a runtime', () => {
  it('is run to where it settles, and kept no longer when it came whole', async () => {
    const { streams, done } = port({ kind: 'live', value });
    const { holdfast } = createWorld({ streams });
    expect(await holdfast.run(tell, undefined, { key: 'k1' })).toEqual({ kind: 'live', value });
    expect(done).toEqual(['resume k1', 'forget']);
  });

  it('is kept when it did not', async () => {
    const { streams, done } = port({ kind: 'failed', failure: expect.anything() as never });
    const { holdfast } = createWorld({ streams });
    expect(await holdfast.run(tell)).toMatchObject({ kind: 'failed' });
    expect(done).toEqual(['resume ']);
  });

  it('is followed through its port', () => {
    const { streams, watch } = port({ kind: 'live', value });
    expect(watchStream(createWorld({ streams }).holdfast, tell, undefined)).toBe(watch);
  });

  it('needs one', async () => {
    const { holdfast } = createWorld();
    expect(await holdfast.run(tell)).toMatchObject({ kind: 'failed', failure: { code: 'DEFECT' } });
    expect(() => watchStream(holdfast, tell, undefined)).toThrow('DEFECT');
  });
});
