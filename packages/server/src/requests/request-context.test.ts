import { expect, it } from 'vitest';
import { requestContext } from './request-context.ts';

const asked = (headers: Record<string, string>): Request =>
  new Request('http://test/', { headers });

it('takes over the ids of the client', () => {
  const request = asked({ 'x-request-id': 'r-1', 'holdfast-incident': 'a1b2-3' });
  expect(requestContext(request)).toEqual({ requestId: 'r-1', incidentId: 'a1b2-3' });
});

it('gives one request the same ids whenever it is asked, and two requests different ones', () => {
  const request = asked({});
  expect(requestContext(request)).toEqual(requestContext(request));
  expect(requestContext(request)).not.toEqual(requestContext(asked({})));
});

it.each([['a b'], ['a\tb'], ['{"x":1}'], ['<script>'], [''], ['x'.repeat(129)]])(
  'makes its own ids instead of %j',
  (id) => {
    const { requestId, incidentId } = requestContext(
      asked({ 'x-request-id': id, 'holdfast-incident': id }),
    );
    expect([requestId, incidentId]).not.toContain(id);
    expect(requestId).toMatch(/^[\da-f-]{36}$/);
    expect(incidentId).toMatch(/^[\w-]+$/);
  },
);

it('reads the trace of the client, and no trace out of a wrong value', () => {
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  expect(requestContext(asked({ traceparent }))).toMatchObject({
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  });
  for (const wrong of ['', 'x', `${traceparent}-`, traceparent.toUpperCase()]) {
    expect(requestContext(asked({ traceparent: wrong }))).not.toHaveProperty('traceId');
  }
});
