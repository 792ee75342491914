import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createWorld } from '@holdfast/testing';
import { endResilient, renderResilient, type ResilientView } from '@holdfast/testing/react';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { Component, useEffect, version, type ReactElement, type ReactNode } from 'react';
import { ErrorBoundary as ForeignBoundary } from 'react-error-boundary';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { ErrorBoundary } from './boundary/error-boundary.tsx';
import {
  useErrorHandler,
  type ErrorHandler,
  type ErrorHandlerOptions,
} from './use-error-handler.ts';

afterEach(() => {
  cleanup();
  endResilient();
});

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

let handler: ErrorHandler;
function Liker({
  work,
  ...options
}: ErrorHandlerOptions & { readonly work?: () => unknown }): ReactElement {
  const asked = useErrorHandler(options);
  useEffect(() => {
    handler = asked;
  });
  const { failure, clear, guarded } = asked;
  return (
    <>
      <button onClick={guarded(() => work?.())}>like</button>
      {failure && (
        <p role="alert">
          {failure.code} <button onClick={clear}>close</button>
        </p>
      )}
    </>
  );
}
const page = (props: Parameters<typeof Liker>[0]): ReactElement => (
  <ErrorBoundary name="likes" fallbackRender={({ error }) => `the boundary: ${String(error)}`}>
    <Liker {...props} />
  </ErrorBoundary>
);
const like = (): Promise<void> => act(async () => void fireEvent.click(screen.getByText('like')));
const broken = (): never => {
  throw new TypeError('on purpose');
};
const offline = (): Failure => new Failure(catalogue.OFFLINE);
const told = ({ world }: ResilientView): readonly unknown[] =>
  world.events.map((event) =>
    event.type === 'handler.caught'
      ? [event.handler, event.route, event.failure.code]
      : event.type === 'boundary.caught' && [event.boundary, event.failure.code],
  );

describe('an error of an event handler', () => {
  it.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new TypeError('a bug');
      },
    ],
    ['rejects', () => Promise.reject(new TypeError('a bug'))],
  ])('goes to the boundary when it is a bug that %s, and is reported once', async (_, work) => {
    const view = renderResilient(page({ work }));
    await like();
    expect(document.body.textContent).toBe('the boundary: TypeError: a bug');
    expect(told(view)).toEqual([['likes', 'DEFECT']]);
  });

  it('is shown inline when it is no bug, until the component clears it', async () => {
    const view = renderResilient(page({ work: () => Promise.reject(offline()), name: 'like' }));
    await like();
    expect(screen.getByRole('alert').textContent).toContain('OFFLINE');
    expect(told(view)).toEqual([['like', 'inline', 'OFFLINE']]);
    expect(view.world.events[0]?.incidentId).toBe(handler.failure?.incidentId);
    fireEvent.click(screen.getByText('close'));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it.each<[string, ErrorHandlerOptions]>([
    ['`route`', { route: broken }],
    ['`notify`', { route: 'notification', notify: broken }],
  ])('is shown inline when %s of the app throws, which surfaces', async (_, options) => {
    const surfaced: unknown[] = [];
    const listen = (event: ErrorEvent): void => {
      event.preventDefault();
      surfaced.push(event.error);
    };
    window.addEventListener('error', listen);
    onTestFinished(() => window.removeEventListener('error', listen));
    renderResilient(page({ work: () => Promise.reject(offline()), ...options }));
    await like();
    expect(screen.getByRole('alert').textContent).toContain('OFFLINE');
    expect(surfaced).toEqual([new TypeError('on purpose')]);
  });

  it('goes on the route that the app chooses, by failure and by error', async () => {
    const notified: string[] = [];
    const seen: unknown[] = [];
    const error = new Error('mine');
    const view = renderResilient(
      page({
        work: () => Promise.reject(error),
        route: (failure, thrown) => {
          seen.push(failure.code, thrown);
          return 'notification';
        },
        notify: (failure) => notified.push(failure.code),
      }),
    );
    await like();
    expect(seen).toEqual(['UNKNOWN', error]);
    expect(notified).toEqual(['UNKNOWN']);
    expect(screen.queryByRole('alert')).toBeNull();
    expect(told(view)).toEqual([['handler', 'notification', 'UNKNOWN']]);
  });

  it('is shown inline when the app has no notifications, so that it is never lost', async () => {
    renderResilient(page({ work: () => Promise.reject(offline()), route: 'notification' }));
    await like();
    expect(screen.getByRole('alert')).toBeTruthy();
  });

  it('is not shown when the user cancelled', async () => {
    const cancelled = new Failure(catalogue.ABORTED);
    const view = renderResilient(page({ work: () => Promise.reject(cancelled) }));
    await like();
    expect(told(view)).toEqual([]);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it.each([null, undefined, 0, ''])('may be %j', async (thrown) => {
    const work = (): never => {
      throw thrown;
    };
    renderResilient(page({ work, route: 'inline' }));
    await like();
    expect(screen.getByRole('alert').textContent).toContain('UNKNOWN');
  });

  // Node loads this package itself, with the React 19 of the project.
  it.skipIf(version.startsWith('18'))(
    'reaches a boundary of another library, without a provider',
    async () => {
      render(
        <ForeignBoundary fallback="theirs">
          <Liker work={() => Promise.reject(new Error('e'))} route="boundary" />
        </ForeignBoundary>,
        { onCaughtError: () => {} },
      );
      await like();
      expect(document.body.textContent).toBe('theirs');
    },
  );
});

describe('useErrorHandler', () => {
  it('takes errors of timers and promises', async () => {
    const world = createWorld();
    const { advance } = renderResilient(page({ route: 'inline' }), { world });
    world.platform.schedule(
      1_000,
      handler.guarded(() => {
        throw offline();
      }),
    );
    await advance(1_000);
    expect(screen.getByRole('alert').textContent).toContain('OFFLINE');
    await act(() => Promise.reject(new Error('e')).catch(handler.handle));
    expect(screen.getByRole('alert').textContent).toContain('UNKNOWN');
  });

  it('runs the work at once, with its arguments', () => {
    renderResilient(page({}));
    const seen: unknown[] = [];
    handler.guarded((...args: readonly unknown[]) => seen.push(...args))(1, 'two');
    expect(seen).toEqual([1, 'two']);
  });

  it('reports an error that comes after the component left the page, and lets it surface', () => {
    const surfaced: unknown[] = [];
    const listen = (event: ErrorEvent): void => {
      event.preventDefault();
      surfaced.push(event.error);
    };
    window.addEventListener('error', listen);
    onTestFinished(() => window.removeEventListener('error', listen));
    const view = renderResilient(page({}));
    view.unmount();
    const error = new Error('late');
    handler.handle(error);
    expect(told(view)).toEqual([['handler', 'gone', 'UNKNOWN']]);
    expect(surfaced).toEqual([error]);
  });

  it.each(['wired', 'none'] as const)(
    'reports once what a boundary without telemetry shows, with root handlers: %s',
    async (handlers) => {
      const view = renderResilient(
        <OwnBoundary>
          <Liker name="like" work={() => Promise.reject(new TypeError('a bug'))} />
        </OwnBoundary>,
        { handlers },
      );
      await like();
      expect(document.body.textContent).toBe('own fallback');
      expect(told(view)).toEqual([
        handlers === 'wired' && !version.startsWith('18')
          ? ['foreign', 'DEFECT']
          : ['like', 'boundary', 'DEFECT'],
      ]);
      view.takeOutput();
    },
  );

  it('gives the same functions in each render', () => {
    const { rerender } = renderResilient(page({ name: 'one' }));
    const { handle, guarded, clear } = handler;
    rerender(page({ name: 'two' }));
    expect([handler.handle, handler.guarded, handler.clear]).toEqual([handle, guarded, clear]);
  });

  it('reports an error once, also when it is handled inline first and then thrown to the boundary', async () => {
    const error = new Error('twice');
    const view = renderResilient(page({ route: 'inline' }));
    act(() => handler.handle(error));
    view.rerender(page({ route: 'boundary' }));
    act(() => handler.handle(error));
    expect(document.body.textContent).toBe('the boundary: Error: twice');
    expect(told(view)).toEqual([['handler', 'inline', 'UNKNOWN']]);
  });
});
