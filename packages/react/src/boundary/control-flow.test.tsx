import { endResilient, renderResilient } from '@holdfast/testing/react';
import { afterEach, expect, it } from 'vitest';
import { rootHandlers } from '../root-handlers/root-handlers.ts';
import { isControlFlow, passControlFlow } from './control-flow.ts';
import { ErrorBoundary } from './error-boundary.tsx';

afterEach(endResilient);

const withDigest = (digest: string): Error => Object.assign(new Error(digest), { digest });
const signals = [
  ['a redirect of Next.js', withDigest('NEXT_REDIRECT;replace;/login;307;')],
  ['a 404 of Next.js', withDigest('NEXT_HTTP_ERROR_FALLBACK;404')],
  ['a 404 of an older Next.js', withDigest('NEXT_NOT_FOUND')],
  ['a part that Next.js renders in the browser', withDigest('BAILOUT_TO_CLIENT_SIDE_RENDERING')],
  ['a response for React Router', new Response(null, { status: 302 })],
  [
    'a response that React Router has read',
    { status: 404, statusText: 'Not Found', internal: true, data: 'no route' },
  ],
] as const;
const errors = [
  ['an error', new Error('NEXT_REDIRECT')],
  ['an error of a server component', withDigest('2847192384')],
  ['an error with a status', Object.assign(new Error('e'), { status: 404 })],
  ['a text', 'NEXT_REDIRECT'],
  ['nothing', null],
  [
    'a hostile object',
    new Proxy(
      {},
      {
        get: () => {
          throw new Error('trap');
        },
      },
    ),
  ],
] as const;

function Throwing({ value }: { readonly value: unknown }): never {
  throw value;
}
const page = (value: unknown) => (
  <ErrorBoundary fallback="the framework">
    <ErrorBoundary fallback="the widget" parts={[passControlFlow]}>
      <Throwing value={value} />
    </ErrorBoundary>
  </ErrorBoundary>
);

it.each(signals)('a boundary leaves %s to the boundary of the framework', (_, value) => {
  expect(renderResilient(page(value)).container.textContent).toBe('the framework');
});

it.each(errors.slice(0, 4))('a boundary keeps %s', (_, value) => {
  expect(renderResilient(page(value)).container.textContent).toBe('the widget');
});

it.each(errors)('%s is no control flow', (_, value) => {
  expect(isControlFlow(value)).toBe(false);
});

it('root handlers that ignore control flow report only errors', () => {
  const told: unknown[] = [];
  const chained: unknown[] = [];
  const { onCaughtError, onUncaughtError } = rootHandlers({
    sinks: [(event) => told.push(event)],
    ignore: isControlFlow,
    chain: {
      onCaughtError: (error) => chained.push(error),
      onUncaughtError: (error) => chained.push(error),
    },
  });
  for (const [, value] of signals) {
    onCaughtError(value, { errorBoundary: {} });
    onUncaughtError(value, {});
  }
  expect(told).toEqual([]);
  expect(chained).toHaveLength(2 * signals.length);
  onCaughtError(new Error('e'), { errorBoundary: {} });
  expect(told).toHaveLength(1);
});
