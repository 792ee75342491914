import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import type { TransportRequest } from '../../exchange/request/request-description.ts';
import type { Transport } from '../../exchange/transport.ts';
import { Failure } from '../../failures/failure.ts';
import { NETWORK_FAILED } from '../../failures/kinds/network.ts';
import { createCell } from '../../observable/cell.ts';
import { defineWrite } from './define-write.ts';
import type { StandardSchema } from '../../schema/standard-schema.ts';
import { createHoldfast } from '../../runtime/create-holdfast.ts';
import type { Guard } from '../../runtime/holdfast-options.ts';

const trimmed: StandardSchema<{ name: string }, { name: string }> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate(value) {
      const { name } = value as { name: unknown };
      return typeof name === 'string'
        ? { value: { name: name.trim() } }
        : { issues: [{ message: 'must be text', path: ['name'] }] };
    },
  },
};
const rename = defineWrite('rename', {
  input: trimmed,
  request: (body) => ({ method: 'POST', path: 'names', json: body }),
});
const keyless = defineWrite('keyless', {
  honoursKey: false,
  request: () => ({ method: 'POST', path: 'names' }),
});

function recording(...script: ('cut' | number)[]): {
  transport: Transport;
  sent: TransportRequest[];
} {
  const sent: TransportRequest[] = [];
  const transport: Transport = {
    async send(request) {
      sent.push(request);
      const next = script.shift() ?? 'cut';
      if (next === 'cut') throw new Failure(NETWORK_FAILED);
      return {
        status: next,
        headers: {},
        body: new TextEncoder().encode('{}'),
        url: '',
        redirected: false,
      };
    },
  };
  return { transport, sent };
}
const twice: Guard = async (work, { signal = new AbortController().signal }) => {
  try {
    return await work({ signal, attempt: 1 });
  } catch {
    return work({ signal, attempt: 2 });
  }
};

describe('a write that is not queued', () => {
  const platform = createVirtualPlatform();

  it('sends the input that its schema parsed', async () => {
    const { transport, sent } = recording(200);
    const holdfast = createHoldfast({ transport, platform, baseUrl: '/api/' });
    expect(await holdfast.run(rename, { name: ' Mara ' })).toEqual({ kind: 'live', value: {} });
    expect(sent).toMatchObject([{ method: 'POST', url: '/api/names', body: '{"name":"Mara"}' }]);
  });

  it('is not sent when its input is wrong, and the failure says where', async () => {
    const { transport, sent } = recording(200);
    const holdfast = createHoldfast({ transport, platform });
    // @ts-expect-error the compiler knows already
    expect(await holdfast.run(rename, { name: 4 })).toMatchObject({
      kind: 'failed',
      failure: {
        code: 'INPUT_INVALID',
        effect: 'none',
        details: { issues: [{ pointer: '/name' }] },
      },
    });
    expect(sent).toEqual([]);
  });

  it('keeps one key over all attempts and mints another for the next write', async () => {
    const { transport, sent } = recording('cut', 200, 200);
    const holdfast = createHoldfast({ transport, platform, writes: twice });
    await holdfast.run(rename, { name: 'Mara' });
    await holdfast.run(rename, { name: 'Mara' });
    const [first, again, next] = sent.map(({ headers }) => headers['idempotency-key']);
    expect(first).toBe(again);
    expect(next).not.toBe(first);
    expect(sent.map(({ headers }) => headers['holdfast-attempt'])).toEqual(['1', '2', '1']);
  });

  it('uses the key that the caller gives', async () => {
    const { transport, sent } = recording(200);
    await createHoldfast({ transport, platform }).run(rename, { name: 'Mara' }, { key: 'mine' });
    expect(sent[0]?.headers['idempotency-key']).toBe('"mine"');
  });

  it('sends no key where the server ignores keys', async () => {
    const { transport, sent } = recording(200);
    await createHoldfast({ transport, platform }).run(keyless);
    expect(sent[0]?.headers).not.toHaveProperty('idempotency-key');
  });

  it('names its owner', async () => {
    const { transport, sent } = recording(200);
    const identity = createCell({ subject: 'ann' });
    await createHoldfast({ transport, platform, identity }).run(keyless);
    expect(sent[0]?.headers['holdfast-subject']).toBe('ann');
  });

  it('has failed, with a name, when it does not work', async () => {
    const { transport } = recording(422);
    expect(await createHoldfast({ transport, platform }).run(keyless)).toMatchObject({
      kind: 'failed',
      failure: { code: 'REQUEST_INVALID', status: 422 },
    });
  });

  it('does not believe an answer that breaks its schema, and says where', async () => {
    const { transport } = recording(200);
    const counted = defineWrite('count', {
      output: trimmed,
      request: () => ({ method: 'POST', path: 'names' }),
    });
    expect(await createHoldfast({ transport, platform }).run(counted)).toMatchObject({
      kind: 'failed',
      failure: { code: 'RESPONSE_INVALID', details: { issues: [{ pointer: '/name' }] } },
    });
  });

  it('names a bug in the description instead of throwing it', async () => {
    const { transport } = recording(200);
    const broken = defineWrite('broken', {
      request: () => {
        throw new TypeError('a bug');
      },
    });
    expect(await createHoldfast({ transport, platform }).run(broken)).toMatchObject({
      kind: 'failed',
      failure: { code: 'DEFECT' },
    });
  });
});
