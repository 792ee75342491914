import { createCell } from '@holdfast/core';
import { createWorld, type ResilientWorld } from '@holdfast/testing';
import { act } from '@testing-library/react';
import { Component, StrictMode, version, type ReactElement, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { ErrorBoundary as ForeignBoundary } from 'react-error-boundary';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { ErrorBoundary } from '../boundary/error-boundary.tsx';
import { HoldfastProvider } from '../holdfast-provider.tsx';
import { useObservable } from '../use-observable.ts';
import type { RootHandlers } from './root-handler.ts';
import { rootHandlers } from './root-handlers.ts';

const isReact18 = version.startsWith('18');
let trouble: (() => unknown) | undefined;
afterEach(() => {
  trouble = undefined;
});
function Widget(): string {
  if (trouble) throw trouble();
  return 'the widget';
}

/** A boundary as a page writes it by hand, with no part of any library. */
class OwnBoundary extends Component<{ readonly children: ReactNode }> {
  override state = { hasFailed: false };
  static getDerivedStateFromError(): object {
    return { hasFailed: true };
  }
  override render(): ReactNode {
    return this.state.hasFailed ? 'own fallback' : this.props.children;
  }
}

const quiet: RootHandlers = {
  onCaughtError: () => {},
  onUncaughtError: () => {},
  onRecoverableError: () => {},
};
function mount(ui: ReactElement, handlers: Partial<RootHandlers>): HTMLElement {
  const place = document.createElement('div');
  const root = createRoot(place, handlers);
  onTestFinished(() => act(() => root.unmount()));
  act(() => root.render(<StrictMode>{ui}</StrictMode>));
  return place;
}
const handlersOf = (world: ResilientWorld, chain = quiet): RootHandlers =>
  rootHandlers({ sinks: [world.holdfast.sink], platform: world.platform, chain });
const typesOf = (world: ResilientWorld): readonly unknown[] =>
  world.events.map((event) => (event.type === 'boundary.caught' ? event.boundary : event.type));
const error = new Error('broken');

// React 18 calls no handler for a caught error.
describe.runIf(!isReact18)('root handlers report exactly once', () => {
  it.each<[string, () => unknown]>([
    ['an error', () => error],
    ['a text', () => 'text'],
    ['a number', () => 0],
    ['null', () => null],
    ['nothing', () => undefined],
  ])('%s, whichever boundary caught it', (_, make) => {
    trouble = make;
    const boundaries: readonly (readonly [string, (child: ReactElement) => ReactElement])[] = [
      [
        'ours',
        (child) => <ErrorBoundary {...{ name: 'ours', fallback: null }}>{child}</ErrorBoundary>,
      ],
      ['unnamed', (child) => <ErrorBoundary fallback={null}>{child}</ErrorBoundary>],
      ['foreign', (child) => <ForeignBoundary fallback={null}>{child}</ForeignBoundary>],
      ['foreign', (child) => <OwnBoundary>{child}</OwnBoundary>],
    ];
    for (const [name, boundary] of boundaries) {
      const world = createWorld();
      trouble = () => (make() === error ? new Error('broken') : make());
      mount(
        <HoldfastProvider holdfast={world.holdfast}>{boundary(<Widget />)}</HoldfastProvider>,
        handlersOf(world),
      );
      expect(typesOf(world)).toEqual([name]);
    }
  });

  it('an error that one boundary throws on to another', () => {
    const world = createWorld();
    trouble = () => error;
    mount(
      <HoldfastProvider holdfast={world.holdfast}>
        <ForeignBoundary fallback={null}>
          <ErrorBoundary name="outer" fallback={null}>
            <ErrorBoundary
              name="inner"
              fallbackRender={({ error: thrown }) => {
                throw thrown;
              }}
            >
              <Widget />
            </ErrorBoundary>
          </ErrorBoundary>
        </ForeignBoundary>
      </HoldfastProvider>,
      handlersOf(world),
    );
    expect(typesOf(world)).toEqual(['outer']);
  });

  it('an error that a fallback gives to the boundary above later', () => {
    const world = createWorld();
    const thrown = new Error('once');
    trouble = () => thrown;
    const isGivenUp = createCell(false);
    const Page = (): ReactElement => {
      const isLost = useObservable(isGivenUp);
      return (
        <ErrorBoundary
          name="inner"
          fallbackRender={(props) => {
            if (isLost) throw props.error;
            return 'inner fallback';
          }}
        >
          <Widget />
        </ErrorBoundary>
      );
    };
    const place = mount(
      <ErrorBoundary name="outer" fallbackRender={(props) => String(props.error)}>
        <Page />
      </ErrorBoundary>,
      handlersOf(world),
    );
    expect(place.textContent).toBe('inner fallback');
    act(() => isGivenUp.set(true));
    expect(place.textContent).toBe('Error: once');
    expect(typesOf(world)).toEqual(['inner']);
  });

  it('an error that the boundaries of two roots catch, under the same incident', () => {
    const world = createWorld();
    const thrown = new Error('of a promise that both wait for');
    trouble = () => thrown;
    const ids: unknown[] = [];
    const page = (name: string): ReactElement => (
      <ErrorBoundary
        name={name}
        fallbackRender={({ failure }) => ids.push(failure?.incidentId) && null}
      >
        <Widget />
      </ErrorBoundary>
    );
    mount(page('first'), handlersOf(world));
    mount(page('second'), handlersOf(world));
    expect(typesOf(world)).toEqual(['first']);
    expect(new Set(ids)).toEqual(new Set([world.events[0]?.incidentId]));
  });

  it('different errors of several roots', () => {
    const world = createWorld();
    trouble = () => new Error('another each time');
    for (const name of ['first', 'second']) {
      mount(
        <ErrorBoundary name={name} fallback={null}>
          <Widget />
        </ErrorBoundary>,
        handlersOf(world),
      );
    }
    expect(typesOf(world)).toEqual(['first', 'second']);
  });

  it('and never an error that they ignore, although a boundary of ours caught it', () => {
    const world = createWorld();
    trouble = () => new Error('ignored');
    mount(
      <HoldfastProvider holdfast={world.holdfast}>
        <ErrorBoundary name="widget" fallback={null}>
          <Widget />
        </ErrorBoundary>
      </HoldfastProvider>,
      rootHandlers({ sinks: [world.holdfast.sink], ignore: () => true, chain: quiet }),
    );
    expect(typesOf(world)).toEqual([]);
  });

  it('an error again, when a try of the user failed', () => {
    const world = createWorld();
    const thrown = new Error('the same');
    trouble = () => thrown;
    let again!: () => void;
    mount(
      <ErrorBoundary
        name="widget"
        fallbackRender={({ resetErrorBoundary }) => {
          again = resetErrorBoundary;
          return null;
        }}
      >
        <Widget />
      </ErrorBoundary>,
      handlersOf(world),
    );
    act(() => again());
    expect(typesOf(world)).toEqual(['widget', 'widget']);
  });

  it('an error that no boundary caught', () => {
    const world = createWorld();
    trouble = () => new Error('nowhere caught');
    const chained: unknown[] = [];
    const onUncaughtError = (one: unknown): number => chained.push(one);
    // `act` would keep the error for itself.
    const root = createRoot(
      document.createElement('div'),
      handlersOf(world, { ...quiet, onUncaughtError }),
    );
    flushSync(() => root.render(<Widget />));
    expect(typesOf(world)).toEqual(['render.uncaught']);
    expect(chained).toEqual([new Error('nowhere caught')]);
  });
});

describe('without root handlers, a boundary below a provider', () => {
  it.each([new Error('e'), 'text', 0])('reports %s by itself, once', (thrown) => {
    const world = createWorld();
    trouble = () => thrown;
    mount(
      <HoldfastProvider holdfast={world.holdfast}>
        <ErrorBoundary name="widget" fallback={null}>
          <Widget />
        </ErrorBoundary>
      </HoldfastProvider>,
      quiet,
    );
    expect(typesOf(world)).toEqual(['widget']);
  });
});

describe('root handlers without sinks', () => {
  it.each([new Error('e'), 'text', 0])('leave the report of %s to the boundary', (thrown) => {
    const world = createWorld();
    const reports: unknown[] = [];
    trouble = () => thrown;
    mount(
      <HoldfastProvider holdfast={world.holdfast}>
        <ErrorBoundary name="widget" fallback={null} onReport={(failure) => reports.push(failure)}>
          <Widget />
        </ErrorBoundary>
      </HoldfastProvider>,
      rootHandlers({ chain: quiet }),
    );
    expect(typesOf(world)).toEqual(['widget']);
    expect(reports).toHaveLength(1);
  });
});

describe('root handlers', () => {
  it('report an error that no boundary caught, and hand it on', () => {
    const world = createWorld();
    const chained: unknown[] = [];
    const handlers = rootHandlers({
      sinks: [world.holdfast.sink],
      platform: world.platform,
      chain: { onUncaughtError: (thrown) => chained.push(thrown) },
    });
    handlers.onUncaughtError('thrown', {});
    expect(chained).toEqual(['thrown']);
    expect(world.events).toMatchObject([
      { type: 'render.uncaught', failure: { code: 'RENDER_FAILED' } },
    ]);
  });

  it('report an error in a boundary of another library as `foreign`', () => {
    const world = createWorld();
    const { onCaughtError } = rootHandlers({
      sinks: [world.holdfast.sink],
      chain: { onCaughtError: () => {} },
    });
    onCaughtError(new Error('x'), { errorBoundary: {} });
    expect(world.events).toMatchObject([{ type: 'boundary.caught', boundary: 'foreign' }]);
  });

  it('report what React recovered from while it hydrated', async () => {
    const world = createWorld();
    const place = document.createElement('main');
    place.innerHTML = '<p>of the server</p>';
    const recovered: unknown[] = [];
    const handlers = handlersOf(world, {
      ...quiet,
      onRecoverableError: (thrown) => recovered.push(thrown),
    });
    const { error: before } = console;
    console.error = () => {}; // React 18 also writes it to the console here.
    onTestFinished(() => {
      console.error = before;
    });
    const root = await act(async () => hydrateRoot(place, <p>of the page</p>, handlers));
    expect(place.textContent).toBe('of the page');
    expect(recovered).toHaveLength(isReact18 ? 2 : 1);
    expect(world.events[0]).toMatchObject({
      type: 'render.recovered',
      failure: { code: 'HYDRATION_FAILED', severity: 'warning' },
    });
    expect(world.events).toHaveLength(recovered.length);
    await act(async () => root.unmount());
  });

  it('go on when a sink throws', () => {
    const world = createWorld();
    const surfaced: unknown[] = [];
    const listen = (event: ErrorEvent): void => {
      event.preventDefault();
      surfaced.push(event.error);
    };
    window.addEventListener('error', listen);
    onTestFinished(() => window.removeEventListener('error', listen));
    const { onCaughtError } = rootHandlers({
      sinks: [
        () => {
          throw new Error('of the sink');
        },
        world.holdfast.sink,
      ],
      chain: quiet,
    });
    onCaughtError(new Error('x'), { errorBoundary: {} });
    expect(world.events).toHaveLength(1);
  });

  it.runIf(!isReact18)(
    'keep the log of React: the error, the boundary that caught it, and where it came from',
    () => {
      trouble = () => error;
      const lines: unknown[][] = [];
      // oxlint-disable-next-line no-console -- the console is the subject
      const { error: before } = console;
      console.error = (...line: unknown[]) => void lines.push(line);
      onTestFinished(() => {
        console.error = before;
      });
      mount(
        <ErrorBoundary fallback={null}>
          <Widget />
        </ErrorBoundary>,
        rootHandlers(),
      );
      expect(lines).toHaveLength(1);
      expect(lines[0]?.[0]).toBe(error);
      expect(lines[0]?.[1]).toMatch(/ErrorBoundary caught it\.\n\s+at Widget/);
    },
  );
});
