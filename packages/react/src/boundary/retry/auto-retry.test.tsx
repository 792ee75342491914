import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { fixedBackoff } from '@holdfast/core/policies';
import { createWorld } from '@holdfast/testing';
import { endResilient, renderResilient, type ResilientView } from '@holdfast/testing/react';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { StrictMode, type ReactElement } from 'react';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import type { FallbackProps } from '../boundary-props.ts';
import { BoundaryFallback } from '../boundary-fallback.tsx';
import { ErrorBoundary } from '../error-boundary.tsx';
import { autoRetry, type AutoRetryOptions } from './auto-retry.ts';

let trouble: (() => unknown) | undefined;
let shown: FallbackProps[] = [];
let resets: unknown[] = [];
let reports: Failure[] = [];

afterEach(() => {
  trouble = undefined;
  [shown, resets, reports] = [[], [], []];
  endResilient();
});

function Widget(): string {
  if (trouble) throw trouble();
  return 'the widget';
}
function Fallback(props: FallbackProps): ReactElement {
  shown.push(props);
  return <button onClick={() => props.resetErrorBoundary()}>again</button>;
}
const page = (options: AutoRetryOptions = {}): ReactElement => (
  <ErrorBoundary
    name="Sparks"
    FallbackComponent={Fallback}
    onReset={(details) => resets.push(details)}
    onReport={(failure) => reports.push(failure)}
    parts={[autoRetry({ backoff: fixedBackoff(1_000), ...options })]}
  >
    <Widget />
  </ErrorBoundary>
);
const breaking = (make: () => unknown = () => new Error('broken')): void => {
  trouble = make;
};
const saysAgain = (error: unknown): boolean => (error as Error).message.includes('again');
const retry = (): FallbackProps['retry'] => shown.at(-1)?.retry;
const again = (): void => void fireEvent.click(screen.getByText('again'));
const told = ({ world }: ResilientView): readonly unknown[] =>
  world.events.filter(({ type }) => type === 'boundary.caught');

const restarts = ({ world }: ResilientView): readonly unknown[] =>
  world.events.filter(({ type }) => type === 'restart.changed');

describe.each(['strict', 'plain'] as const)('an automatic retry, %s', (mode) => {
  it('tells telemetry of each restart, and that the part works again', async () => {
    breaking();
    const view = renderResilient(page({ healthyMs: 5_000 }), { mode });
    const incidentId = shown.at(-1)?.failure?.incidentId;
    await view.advance(1_000);
    trouble = undefined;
    await view.advance(1_000);
    await view.advance(4_999);
    const said = { type: 'restart.changed', what: 'widget', name: 'Sparks', incidentId };
    expect(restarts(view)).toMatchObject([
      { ...said, state: 'restarting', attempt: 1 },
      { ...said, state: 'restarting', attempt: 2 },
    ]);
    await view.advance(1);
    expect(restarts(view)[2]).toMatchObject({ ...said, state: 'healthy', attempt: 0 });
  });

  it('tells telemetry that it gives the part up', async () => {
    breaking();
    const view = renderResilient(page({ maxRetries: 1 }), { mode });
    await view.advance(1_000);
    expect(restarts(view)).toMatchObject([
      { state: 'restarting', attempt: 1 },
      { state: 'given-up', attempt: 1 },
    ]);
  });

  it('brings a part back by itself when its cause is gone', async () => {
    breaking();
    const { advance, world } = renderResilient(page(), { mode });
    expect(retry()).toMatchObject({
      ...{ kind: 'planned', attempts: 0, maxRetries: 3 },
      retryAt: world.platform.now() + 1_000,
    });
    await advance(999);
    trouble = undefined;
    expect(screen.getByText('again')).toBeTruthy();
    await advance(1);
    expect(screen.getByText('the widget')).toBeTruthy();
    expect(resets).toEqual([{ reason: 'imperative-api', args: ['retry'] }]);
  });

  it('also comes back without a provider and without root handlers', async () => {
    breaking();
    const { platform } = createWorld();
    const widget = page({ platform });
    render(mode === 'strict' ? <StrictMode>{widget}</StrictMode> : widget, {
      onCaughtError: () => {},
    });
    trouble = undefined;
    await act(() => platform.advance(1_000));
    expect(screen.getByText('the widget')).toBeTruthy();
    cleanup();
  });

  it('is one incident: one id, one report, and a failure that counts the tries', async () => {
    breaking();
    const view = renderResilient(page({ maxRetries: 2 }), { mode });
    const incidentId = shown.at(-1)?.failure?.incidentId;
    await view.advance(1_000);
    expect(retry()).toMatchObject({ kind: 'planned', attempts: 1 });
    await view.advance(1_000);
    expect(retry()).toMatchObject({ kind: 'stopped', reason: 'exhausted', attempts: 2 });
    expect(shown.at(-1)?.failure).toMatchObject({ incidentId, attempts: 3 });
    await view.advance(60_000);
    expect(resets).toHaveLength(2);
    expect(reports).toMatchObject([{ incidentId }]);
    expect(told(view)).toMatchObject([{ incidentId, boundary: 'Sparks' }]);
  });

  it('reports an error with another code under the same incident', async () => {
    breaking(() => new Failure(catalogue.NETWORK_FAILED));
    const { advance } = renderResilient(page(), { mode });
    breaking(() => new Failure(catalogue.RATE_LIMITED));
    await advance(1_000);
    expect(reports.map(({ code }) => code)).toEqual(['NETWORK_FAILED', 'RATE_LIMITED']);
    expect(reports[1]?.incidentId).toBe(reports[0]?.incidentId);
  });

  it('begins a new incident and a new count when a try of the user fails', async () => {
    breaking();
    const { advance } = renderResilient(page({ maxRetries: 1 }), { mode });
    await advance(1_000);
    expect(retry()).toMatchObject({ kind: 'stopped' });
    again();
    expect(retry()).toMatchObject({ kind: 'planned', attempts: 0 });
    expect(reports).toHaveLength(2);
    expect(reports[1]?.incidentId).not.toBe(reports[0]?.incidentId);
  });

  it('counts only errors in a row: after a healthy while the count begins anew', async () => {
    breaking();
    const { advance, rerender } = renderResilient(page({ maxRetries: 1, healthyMs: 5_000 }), {
      mode,
    });
    trouble = undefined;
    await advance(1_000);
    await advance(4_000);
    breaking();
    rerender(page());
    expect(retry()).toMatchObject({ kind: 'stopped', reason: 'exhausted' });
    trouble = undefined;
    again();
    await advance(5_000);
    breaking();
    rerender(page());
    expect(retry()).toMatchObject({ kind: 'planned', attempts: 0 });
  });

  it('counts a try as in vain when `onReset` throws, and lets the exception surface', async () => {
    breaking();
    const surfaced: unknown[] = [];
    const listen = (event: ErrorEvent): void => {
      event.preventDefault();
      surfaced.push(event.error);
    };
    window.addEventListener('error', listen);
    onTestFinished(() => window.removeEventListener('error', listen));
    let ofReset: Error | undefined = new Error('cannot mend');
    const view = renderResilient(
      <ErrorBoundary
        name="Sparks"
        FallbackComponent={Fallback}
        onReset={() => {
          if (ofReset) throw ofReset;
        }}
        parts={[autoRetry({ backoff: fixedBackoff(1_000), maxRetries: 2 })]}
      >
        <Widget />
      </ErrorBoundary>,
      { mode },
    );
    await view.advance(1_000);
    expect(surfaced).toContain(ofReset);
    expect(retry()).toMatchObject({ kind: 'planned', attempts: 1 });
    ofReset = undefined;
    trouble = undefined;
    await view.advance(1_000);
    expect(screen.getByText('the widget')).toBeTruthy();
    expect(told(view)).toHaveLength(1);
  });

  it('stops when the app cancels, and the user can still try', async () => {
    breaking();
    const { advance } = renderResilient(page(), { mode });
    act(() => retry()?.cancel());
    expect(retry()).toMatchObject({ kind: 'stopped', reason: 'cancelled' });
    await advance(60_000);
    expect(resets).toEqual([]);
    trouble = undefined;
    again();
    expect(screen.getByText('the widget')).toBeTruthy();
  });

  it('sets no timer any more when the boundary has left the page', async () => {
    breaking();
    const { unmount, world } = renderResilient(page(), { mode });
    const before = world.platform.pending();
    expect(before).toBeGreaterThan(0);
    unmount();
    expect(world.platform.pending()).toBe(before - 1);
  });
});

describe('an automatic retry', () => {
  it.each<[string, () => unknown]>([
    ['a bug', () => new TypeError('x is undefined')],
    ['a name that does not exist', () => new ReferenceError('x')],
    ['a failure that says so', () => new Failure(catalogue.FORBIDDEN)],
    [
      'an error caused by such a failure',
      () => new Error('e', { cause: new Failure(catalogue.FORBIDDEN) }),
    ],
  ])('does not try %s again, because it fails each time', async (_, make) => {
    breaking(make);
    const { advance } = renderResilient(page());
    expect(retry()).toMatchObject({ kind: 'stopped', reason: 'deterministic' });
    await advance(60_000);
    expect(resets).toEqual([]);
  });

  it('retries every error that `when` of the app accepts, also a bug', async () => {
    breaking(() => new TypeError('no'));
    const { advance } = renderResilient(page({ when: () => true }));
    trouble = undefined;
    await advance(1_000);
    expect(screen.getByText('the widget')).toBeTruthy();
  });

  it('keeps the error and does not try again when `when` cannot read the thrown value', async () => {
    breaking(() => 'a text without a message');
    const surfaced: unknown[] = [];
    const listen = (event: ErrorEvent): void => {
      event.preventDefault();
      surfaced.push(event.error);
    };
    window.addEventListener('error', listen);
    onTestFinished(() => window.removeEventListener('error', listen));
    const { advance } = renderResilient(page({ when: saysAgain }));
    await advance(60_000);
    expect(retry()).toMatchObject({ kind: 'stopped', attempts: 0 });
    expect(surfaced).toContainEqual(expect.any(TypeError));
    trouble = undefined;
    again();
    expect(screen.getByText('the widget')).toBeTruthy();
  });

  it('waits with growing pauses by default', async () => {
    breaking();
    const { world, advance } = renderResilient(
      <ErrorBoundary FallbackComponent={Fallback} parts={[autoRetry()]}>
        <Widget />
      </ErrorBoundary>,
    );
    const dues: number[] = [];
    for (let tries = 0; tries < 3; tries += 1) {
      const next = retry();
      const retryAt = next?.kind === 'planned' ? next.retryAt : 0;
      dues.push(retryAt - world.platform.now());
      await advance(retryAt - world.platform.now() + 1);
    }
    expect(dues[0]).toBeLessThanOrEqual(1_000);
    expect(Math.max(...dues)).toBeLessThanOrEqual(4_000);
    expect(retry()).toMatchObject({ kind: 'stopped' });
  });

  it('does not try before the time for which the server asked', async () => {
    breaking(() => new Failure(catalogue.RATE_LIMITED, { retryAfterMs: 7_000 }));
    const { advance } = renderResilient(page());
    await advance(6_999);
    expect(resets).toEqual([]);
    await advance(1);
    expect(resets).toHaveLength(1);
  });

  it('waits while the device is offline, and tries at once when that ends', async () => {
    const world = createWorld();
    world.connectivity.note('device-offline');
    breaking();
    const { advance } = renderResilient(page(), { world });
    expect(retry()).toMatchObject({ kind: 'offline', attempts: 0 });
    await advance(3_600_000);
    expect(resets).toEqual([]);
    trouble = undefined;
    act(() => world.connectivity.note('answered'));
    expect(screen.getByText('the widget')).toBeTruthy();
  });

  it('interrupts its wait when the device goes offline, and counts no try for that', async () => {
    breaking();
    const { advance, world } = renderResilient(page({ maxRetries: 1 }));
    act(() => world.connectivity.note('device-offline'));
    expect(retry()).toMatchObject({ kind: 'offline', attempts: 0 });
    await advance(60_000);
    act(() => world.connectivity.note('answered'));
    expect(retry()).toMatchObject({ kind: 'stopped', reason: 'exhausted', attempts: 1 });
  });

  it('tries once more when the server is back after all tries have failed', async () => {
    breaking();
    const { advance, world } = renderResilient(page({ maxRetries: 1 }));
    await advance(1_000);
    act(() => world.connectivity.note('device-offline'));
    expect(retry()).toMatchObject({ kind: 'stopped' });
    trouble = undefined;
    act(() => world.connectivity.note('answered'));
    expect(screen.getByText('the widget')).toBeTruthy();
  });

  it('tries only when the server is back, with `maxRetries: 0`', async () => {
    breaking();
    const { advance, world } = renderResilient(page({ maxRetries: 0 }));
    await advance(60_000);
    expect(retry()).toMatchObject({ kind: 'stopped', reason: 'exhausted' });
    act(() => world.connectivity.note('device-offline'));
    trouble = undefined;
    act(() => world.connectivity.note('answered'));
    expect(screen.getByText('the widget')).toBeTruthy();
  });

  it('waits no longer when the wall clock goes back', async () => {
    breaking();
    const { advance, world, rerender } = renderResilient(page());
    world.platform.jumpWallClock(-3_600_000);
    rerender(page());
    trouble = undefined;
    await advance(1_000);
    expect(screen.getByText('the widget')).toBeTruthy();
  });

  it('says in the plain fallback when the next try comes', async () => {
    breaking();
    const { world } = renderResilient(
      <ErrorBoundary
        name="Sparks"
        FallbackComponent={BoundaryFallback}
        parts={[autoRetry({ maxRetries: 2 })]}
      >
        <Widget />
      </ErrorBoundary>,
    );
    expect(screen.getByText('It tries again by itself: 1 of 2.')).toBeTruthy();
    act(() => world.connectivity.note('device-offline'));
    expect(screen.getByText('It tries again when you are online.')).toBeTruthy();
  });
});
