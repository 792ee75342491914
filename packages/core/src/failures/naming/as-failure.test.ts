import { describe, expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { CONFLICT } from '../kinds/http.ts';
import { asFailure } from './as-failure.ts';

describe('a value that was thrown', () => {
  it('stays the failure that it is, or that it has among its causes', () => {
    const failure = new Failure(CONFLICT);
    expect(asFailure(failure)).toBe(failure);
    expect(asFailure(new TypeError('no', { cause: failure }))).toBe(failure);
  });

  it('is a defect when its class is one of mistakes in the code itself', () => {
    expect(asFailure(new RangeError('no'))).toMatchObject({ code: 'DEFECT', retry: 'never' });
  });

  it('is unknown otherwise, and tells the name and the code of the thrown value', () => {
    const thrown = Object.assign(new Error('a secret'), { code: 'E_ODD', name: 'OddError' });
    const failure = asFailure(thrown, { effect: 'none', requestId: 'r1' });
    expect(failure).toMatchObject({ code: 'UNKNOWN', effect: 'none', requestId: 'r1' });
    expect(failure.toJSON().cause).toEqual({ name: 'OddError', code: 'E_ODD' });
  });

  it('gets a name even when it cannot be read', () => {
    for (const thrown of [undefined, null, 0, 'text', Symbol('s'), revoked()]) {
      expect(asFailure(thrown).code).toBe('UNKNOWN');
    }
  });
});

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
