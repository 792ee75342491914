import { describe, expect, it } from 'vitest';
import { Failure } from '../failures/failure.ts';
import { NETWORK_FAILED } from '../failures/kinds/network.ts';
import type { Attempt } from './request/attempt-headers.ts';
import { exchange, type Exchange } from './exchange.ts';
import type { TransportRequest } from './request/request-description.ts';
import type { Transport } from './transport.ts';

const request: TransportRequest = {
  method: 'POST',
  url: '/notes',
  headers: { 'content-type': 'application/json' },
  body: '{}',
};
const attempt: Attempt = {
  key: 'k1',
  requestId: 'r1',
  incidentId: 'i1',
  attempt: 2,
  owner: 'änn',
};
const once = (transport: Transport): ReturnType<typeof exchange> =>
  exchange({ request, expectation: { accept: 'json' }, attempt }, transport, () => 0);

describe('one attempt', () => {
  it('carries its key, its ids and its user, and leaves the stored request as it was', async () => {
    let sent: TransportRequest | undefined;
    await once({
      send(given) {
        sent = given;
        return Promise.reject(new Failure(NETWORK_FAILED));
      },
    });
    expect(sent).toMatchObject({
      ...request,
      headers: {
        'content-type': 'application/json',
        'idempotency-key': '"k1"',
        'x-request-id': 'r1',
        'holdfast-incident': 'i1',
        'holdfast-attempt': '2',
        // Header values are ASCII.
        'holdfast-subject': '%C3%A4nn',
      },
    });
    expect(request.headers).toEqual({ 'content-type': 'application/json' });
  });

  it('has no effect when a user or a key has a name that no header can carry', async () => {
    const transport: Transport = { send: () => Promise.reject(new Error('It was asked.')) };
    for (const odd of [{ owner: '\ud800' }, { key: Symbol('k1') as never }]) {
      const given = { request, expectation: { accept: 'json' }, attempt: { ...attempt, ...odd } };
      const told = await exchange(given as Exchange, transport, () => 0);
      expect(told).toMatchObject({ failure: { effect: 'none', retry: 'never' } });
    }
  });

  it('asks no transport to send a request that cannot be sent', async () => {
    const transport: Transport = { send: () => Promise.reject(new Error('It was asked.')) };
    const told = await exchange(
      {
        request: { ...request, headers: { 'x-name': 'Łódź' } },
        expectation: { accept: 'json' },
        attempt,
      },
      transport,
      () => 0,
    );
    expect(told).toMatchObject({
      failure: {
        code: 'REQUEST_UNSENDABLE',
        details: { issues: [{ pointer: '/headers/x-name' }] },
        attempts: 2,
      },
    });
  });

  it('never rejects: an error of the transport becomes a failure with the ids of the attempt', async () => {
    expect(await once({ send: () => Promise.reject(new Failure(NETWORK_FAILED)) })).toMatchObject({
      kind: 'refused',
      failure: { code: 'NETWORK_FAILED', incidentId: 'i1', requestId: 'r1', attempts: 2 },
    });
  });

  it('never rejects, not even for a transport that breaks its promise', async () => {
    const transport: Transport = {
      send() {
        throw new TypeError('a bug');
      },
    };
    expect(await once(transport)).toMatchObject({ kind: 'refused', failure: { code: 'DEFECT' } });
  });
});
