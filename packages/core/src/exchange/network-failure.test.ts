import { describe, expect, it } from 'vitest';
import { Failure } from '../failures/failure.ts';
import { ANSWER_TOO_LARGE } from '../failures/kinds/network.ts';
import { toNetworkFailure } from './network-failure.ts';

const live = new AbortController().signal;
const nowhere = (base?: string): Error =>
  new TypeError('no', {
    cause: Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL', base }),
  });

describe('what `fetch` or a body threw', () => {
  it('is the network, though engines call it a type error or an abort', () => {
    for (const cause of [
      new TypeError('Failed to fetch'),
      new DOMException('', 'AbortError'),
      'no',
    ]) {
      expect(toNetworkFailure(cause, live)).toMatchObject({
        code: 'NETWORK_FAILED',
        effect: 'unknown',
        cause,
        details: {},
      });
    }
  });

  it('says why, and whether it was sent, where the runtime knows', () => {
    const cause = new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } });
    expect(toNetworkFailure(cause)).toMatchObject({
      effect: 'none',
      details: { reason: 'refused' },
      cause,
    });
  });

  it('is what its own signal says once that is aborted', () => {
    const cause = new TypeError('Failed to fetch');
    expect(toNetworkFailure(cause, AbortSignal.abort())).toMatchObject({ code: 'ABORTED', cause });
    expect(toNetworkFailure(new Failure(ANSWER_TOO_LARGE), AbortSignal.abort()).code).toBe(
      'ABORTED',
    );
  });

  it('stays the failure it was', () => {
    const failure = new Failure(ANSWER_TOO_LARGE);
    expect(toNetworkFailure(failure, live)).toBe(failure);
  });

  it('is a bug where no URL was given, and the network where a server redirected to none', () => {
    expect(toNetworkFailure(nowhere())).toMatchObject({ code: 'DEFECT', effect: 'none' });
    expect(toNetworkFailure(nowhere('https://a.example/'))).toMatchObject({
      code: 'NETWORK_FAILED',
    });
  });
});
