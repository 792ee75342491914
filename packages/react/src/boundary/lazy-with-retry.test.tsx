import { toImportFailure } from '@holdfast/core/parts';
import { pipeline, retry } from '@holdfast/core/policies';
import { createWorld } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act, fireEvent, screen, cleanup } from '@testing-library/react';
import {
  createRef,
  forwardRef,
  lazy,
  Suspense,
  version,
  type ComponentType,
  type ReactElement,
  type ReactNode,
} from 'react';
import { renderToString } from 'react-dom/server';
import { ErrorBoundary as ForeignBoundary } from 'react-error-boundary';
import { afterEach, describe, expect, it } from 'vitest';
import { ErrorBoundary, type FallbackProps } from './index.ts';
import { lazyWithRetry } from './lazy-with-retry.tsx';
import { autoRetry } from './retry/auto-retry.ts';

afterEach(() => {
  cleanup();
  endResilient();
});

const notLoaded = (): TypeError => new TypeError('Failed to fetch dynamically imported module');

/** A part of the app behind a server: it does not load the first `failing` times. */
function partOf(failing: number, Part: ComponentType<never> = () => <p>the part</p>) {
  const loads: number[] = [];
  const load = async (attempt: number): Promise<{ default: ComponentType<never> }> => {
    loads.push(attempt);
    if (loads.length <= failing) throw notLoaded();
    return { default: Part };
  };
  return { load: load as (attempt: number) => Promise<{ default: ComponentType }>, loads };
}
const Again = ({ error, resetErrorBoundary }: FallbackProps): ReactElement => (
  <button onClick={() => resetErrorBoundary()}>{String(error)}</button>
);
const page = (part: ReactNode): ReactElement => (
  <ErrorBoundary FallbackComponent={Again}>
    <Suspense fallback="loading">{part}</Suspense>
  </ErrorBoundary>
);
const settle = (): Promise<void> => act(async () => {});
const again = async (): Promise<void> => {
  fireEvent.click(screen.getByRole('button'));
  await settle();
};
const shown = (): string | null => document.body.textContent;

describe.each<readonly [string, typeof ErrorBoundary]>([
  ['the boundary', ErrorBoundary],
  // Node loads this package itself, with the React 19 of the project.
  ...(version.startsWith('18')
    ? []
    : [['a boundary of another library', ForeignBoundary as typeof ErrorBoundary] as const]),
])('a lazy part below %s', (_, Boundary) => {
  it('loads again each time the user tries, until it has loaded', async () => {
    const { load, loads } = partOf(2);
    const Part = lazyWithRetry(load);
    const { caught } = renderResilient(
      <Boundary FallbackComponent={Again}>
        <Suspense fallback="loading">
          <Part />
        </Suspense>
      </Boundary>,
    );
    expect(shown()).toBe('loading');
    await settle();
    expect(shown()).toBe(String(notLoaded()));
    await again();
    expect(shown()).toBe(String(notLoaded()));
    await again();
    expect(shown()).toBe('the part');
    expect(loads).toEqual([0, 1, 2]);
    expect(caught.length).toBeLessThanOrEqual(2);
  });
});

it('React alone never loads a part again, unlike lazyWithRetry', async () => {
  const { load, loads } = partOf(1);
  const Part = lazy(() => load(0));
  renderResilient(page(<Part />));
  await settle();
  await again();
  expect(loads).toEqual([0]);
  expect(shown()).toBe(String(notLoaded()));
});

it('a loaded part is loaded once, also for several places and after another error', async () => {
  const { load, loads } = partOf(0);
  const Part = lazyWithRetry(load);
  const both = (
    <>
      <Part />
      <Part />
    </>
  );
  const { unmount } = renderResilient(page(both));
  await settle();
  expect(shown()).toBe('the partthe part');
  unmount();
  renderResilient(page(both));
  await settle();
  expect(loads).toEqual([0]);
});

it('two places of one part that did not load ask for it once each time', async () => {
  const { load, loads } = partOf(1);
  const Part = lazyWithRetry(load);
  renderResilient(
    <>
      {page(<Part />)}
      {page(<Part />)}
    </>,
  );
  await settle();
  const [first] = screen.getAllByRole('button');
  if (first) fireEvent.click(first);
  await settle();
  await again();
  expect(shown()).toBe('the partthe part');
  expect(loads).toEqual([0, 1]);
});

it('an error shows with the error that `load` threw, before the browser paints anything else', async () => {
  const Part = lazyWithRetry(() => Promise.reject(new Error('mine')));
  renderResilient(page(<Part />));
  await settle();
  expect(shown()).toBe('Error: mine');
});

it('a function that throws at once is a part that did not load', async () => {
  const Part = lazyWithRetry(() => {
    throw new Error('at once');
  });
  renderResilient(page(<Part />));
  await settle();
  expect(shown()).toBe('Error: at once');
});

it('props and a ref reach the part', async () => {
  const Named = forwardRef<HTMLElement, { readonly name: string }>(({ name }, ref) => (
    <b ref={ref}>{name}</b>
  ));
  const Part = lazyWithRetry(async () => ({ default: Named }));
  const ref = createRef<HTMLElement>();
  renderResilient(page(<Part name="Ada" ref={ref} />));
  await settle();
  expect(ref.current?.textContent).toBe('Ada');
});

it('policies of the app run each load', async () => {
  const { platform } = createWorld();
  const { load, loads } = partOf(1);
  const guard = pipeline({ platform, toFailure: toImportFailure }, retry({ maxAttempts: 2 }));
  const Part = lazyWithRetry(load, { guard });
  renderResilient(page(<Part />));
  await act(() => platform.advance(10_000));
  expect(shown()).toBe('the part');
  expect(loads).toEqual([0, 1]);
});

it('a boundary with automatic retries loads it by itself, although its error looks like a bug', async () => {
  const { load, loads } = partOf(1);
  const Part = lazyWithRetry(load);
  const { advance } = renderResilient(
    <ErrorBoundary FallbackComponent={Again} parts={[autoRetry()]}>
      <Suspense fallback="loading">
        <Part />
      </Suspense>
    </ErrorBoundary>,
  );
  await settle();
  await advance(1_000);
  expect(shown()).toBe('the part');
  expect(loads).toEqual([0, 1]);
});

it('a server leaves the place to the browser', () => {
  const Part = lazyWithRetry(async () => ({ default: () => 'the part' }));
  expect(renderToString(page(<Part />))).toContain('loading');
});
