import { expect, it } from 'vitest';
import { requestTrace } from './request-trace.ts';

const asked = (headers: Record<string, string>): Request =>
  new Request('http://server.test/', { headers });

it('gives the event a span of its own in the trace of the request', () => {
  const traceparent = `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`;
  expect(requestTrace(asked({ traceparent }))).toMatch(/^00-1{32}-(?!2{16})[\da-f]{16}-01$/);
});

it.each([{}, { traceparent: 'no trace' }])('begins a trace for a request with %j', (headers) => {
  expect(requestTrace(asked(headers))).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-01$/);
});
