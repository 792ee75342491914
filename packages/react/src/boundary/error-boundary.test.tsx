import { createCell, Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { de } from '@holdfast/core/messages/de';
import { createWorld } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import {
  StrictMode,
  useEffect,
  useLayoutEffect,
  useState,
  version,
  type ReactElement,
  type ReactNode,
} from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useObservable } from '../use-observable.ts';
import { StatusLine } from '../status/status-line.tsx';
import { accessible } from './accessible.tsx';
import { BoundaryFallback } from './boundary-fallback.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { getErrorMessage } from './get-error-message.ts';

/** The props that every boundary of an app has. */
const usual = { FallbackComponent: BoundaryFallback, parts: [accessible()] };

/** It has no root handlers for caught errors, and in jsdom it writes none to the console. */
const isReact18 = version.startsWith('18');

/** The texts that a screen reader reads out at once. */
const heard = (): readonly string[] =>
  [...document.querySelectorAll('[role="alert"], [aria-live="assertive"]')]
    .map(({ textContent }) => textContent ?? '')
    .filter((text) => text !== '');

let trouble: { readonly thrown: unknown } | undefined;

afterEach(() => {
  trouble = undefined;
  endResilient();
});

function Widget({
  text = 'the widget',
}: {
  readonly text?: string;
  /** Another number renders it again, also when the compiler keeps the elements of its parent. */
  readonly render?: number;
}): ReactElement {
  if (trouble) throw trouble.thrown;
  return <input id="widget" aria-label={text} />;
}

function Keyed({ by }: { readonly by: string }): ReactElement {
  return (
    <ErrorBoundary {...usual} name="Sparks" resetKeys={['a', by]}>
      <Widget />
    </ErrorBoundary>
  );
}

function Late(): null {
  useEffect(() => {
    throw new Error('in an effect');
  }, []);
  return null;
}

function Page({ children }: { readonly children: ReactNode }): ReactElement {
  const [count, setCount] = useState(0);
  return (
    <>
      <button type="button" onClick={() => setCount(count + 1)}>
        clicked {count}
      </button>
      {children}
    </>
  );
}

const breaking = (thrown: unknown = new Error('broken')): void => {
  trouble = { thrown };
};
const tryAgain = (): HTMLElement => screen.getByRole('button', { name: 'Try again' });

function fails(): never {
  throw new Error('mine');
}

it('a boundary holds when the listeners of the app throw, and their exceptions surface', () => {
  const surfaced: unknown[] = [];
  vi.stubGlobal('reportError', (error: unknown) => void surfaced.push(error));
  breaking();
  renderResilient(
    <Page>
      <ErrorBoundary {...usual} name="Sparks" onReport={fails}>
        <Widget />
      </ErrorBoundary>
    </Page>,
    { world: createWorld({ sinks: [fails] }), mode: 'plain' },
  );
  expect(tryAgain()).toBeDefined();
  expect(screen.getByText('clicked 0')).toBeDefined();
  expect(surfaced).toEqual([new Error('mine'), new Error('mine')]);
  vi.unstubAllGlobals();
});

it('a boundary speaks the language of the provider, and shows the name of the part as it is', () => {
  breaking();
  renderResilient(
    <>
      <ErrorBoundary {...usual} name="Ideen $&">
        <Widget />
      </ErrorBoundary>
      <ErrorBoundary name="Still" parts={usual.parts} fallback="…">
        <Widget />
      </ErrorBoundary>
      <StatusLine state={{ kind: 'running', since: 0 }} />
    </>,
    { messages: de },
  );
  expect(heard()).toEqual([
    'Ideen $& funktioniert nicht mehr. Der Rest der Seite läuft weiter.',
    'Still funktioniert nicht mehr.',
  ]);
  expect(screen.getByRole('button', { name: 'Noch einmal versuchen' })).toBeTruthy();
  expect(screen.getByText(/^Vorfall \S+$/)).toBeTruthy();
  expect(screen.getByText('In Arbeit…')).toBeTruthy();
});

describe.each(['strict', 'plain'] as const)('a boundary, %s', (mode) => {
  it('shows its children while nothing breaks', () => {
    renderResilient(
      <ErrorBoundary {...usual} name="Sparks">
        <Widget />
      </ErrorBoundary>,
      { mode },
    );
    expect(screen.getByLabelText('the widget')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('keeps the sibling of a broken widget working', () => {
    breaking();
    renderResilient(
      <Page>
        <ErrorBoundary {...usual} name="Sparks">
          <Widget />
        </ErrorBoundary>
      </Page>,
      { mode },
    );
    expect(screen.getByRole('alert').textContent).toContain('Sparks stopped working');
    fireEvent.click(screen.getByRole('button', { name: 'clicked 0' }));
    expect(screen.getByRole('button', { name: 'clicked 1' })).toBeTruthy();
    expect(screen.getByRole('alert')).toBeTruthy();
  });

  it('reports each failure exactly once, under the incident id that it shows', () => {
    breaking();
    const reports: Failure[] = [];
    const { world, caught } = renderResilient(
      <ErrorBoundary {...usual} name="Sparks" onReport={(failure) => reports.push(failure)}>
        <Widget />
      </ErrorBoundary>,
      { mode },
    );
    const told = world.events.filter(({ type }) => type === 'boundary.caught');
    expect(told).toMatchObject([{ boundary: 'Sparks', incidentId: reports[0]?.incidentId }]);
    expect(reports).toMatchObject([{ code: 'RENDER_FAILED', cause: new Error('broken') }]);
    expect(caught).toHaveLength(isReact18 ? 0 : 1);
    expect(screen.getByText(`Incident ${reports[0]?.incidentId}`)).toBeTruthy();
  });

  it('reports exactly once without root handlers too', () => {
    breaking();
    const reports: Failure[] = [];
    const { world, takeOutput } = renderResilient(
      <ErrorBoundary {...usual} name="Sparks" onReport={(failure) => reports.push(failure)}>
        <Widget />
      </ErrorBoundary>,
      { mode, handlers: 'none' },
    );
    const told = world.events.filter(({ type }) => type === 'boundary.caught');
    expect(told).toMatchObject([{ incidentId: reports[0]?.incidentId }]);
    expect(reports).toHaveLength(1);
    expect(takeOutput().join()).toContain(isReact18 ? '' : 'broken');
  });

  it.each([...(isReact18 ? [] : [null, undefined]), 0, '', false])(
    'handles %j being thrown',
    (thrown) => {
      breaking(thrown);
      const { world } = renderResilient(
        <ErrorBoundary {...usual} name="Sparks">
          <Widget />
        </ErrorBoundary>,
        { mode },
      );
      expect(screen.getByRole('alert')).toBeTruthy();
      expect(world.events.filter(({ type }) => type === 'boundary.caught')).toHaveLength(1);
    },
  );

  it('leaves a thrown failure as it is', () => {
    const failure = new Failure(catalogue.RATE_LIMITED);
    breaking(failure);
    const reports: Failure[] = [];
    renderResilient(
      <ErrorBoundary
        {...usual}
        name="Sparks"
        severity="info"
        onReport={(each) => reports.push(each)}
      >
        <Widget />
      </ErrorBoundary>,
      { mode },
    );
    expect(reports).toEqual([failure]);
  });

  it('reports the failure with its own `severity`', () => {
    breaking();
    const reports: Failure[] = [];
    renderResilient(
      <ErrorBoundary
        {...usual}
        name="Sparks"
        severity="info"
        onReport={(each) => reports.push(each)}
      >
        <Widget />
      </ErrorBoundary>,
      { mode },
    );
    expect(reports).toMatchObject([{ severity: 'info' }]);
  });

  it('renders its children again when the user asks for it, and reports again when that fails', () => {
    breaking();
    const reports: Failure[] = [];
    renderResilient(
      <ErrorBoundary {...usual} name="Sparks" onReport={(each) => reports.push(each)}>
        <Widget />
      </ErrorBoundary>,
      { mode },
    );
    fireEvent.click(tryAgain());
    expect(reports).toHaveLength(2);
    trouble = undefined;
    fireEvent.click(tryAgain());
    expect(screen.getByLabelText('the widget')).toBeTruthy();
    expect(reports).toHaveLength(2);
  });

  it('renders its children again by itself when a reset key changes, and only then', () => {
    breaking();
    const { rerender } = renderResilient(<Keyed by="one" />, { mode });
    trouble = undefined;
    rerender(<Keyed by="one" />);
    expect(screen.getByRole('alert')).toBeTruthy();
    rerender(<Keyed by="two" />);
    expect(screen.getByLabelText('the widget')).toBeTruthy();
  });

  it('does not loop when the children break again at once after a change of a reset key', () => {
    breaking();
    const reports: Failure[] = [];
    const view = (key: number): ReactElement => (
      <ErrorBoundary
        {...usual}
        name="Sparks"
        resetKeys={[key]}
        onReport={(each) => reports.push(each)}
      >
        <Widget />
      </ErrorBoundary>
    );
    const { rerender } = renderResilient(view(1), { mode });
    rerender(view(2));
    rerender(view(2));
    expect(reports).toHaveLength(2);
  });

  it('catches an error of an effect', () => {
    renderResilient(
      <ErrorBoundary {...usual} name="Sparks">
        <Late />
      </ErrorBoundary>,
      { mode },
    );
    expect(screen.getByRole('alert')).toBeTruthy();
  });

  it('hands the failure and the way back to a fallback of the app', () => {
    breaking();
    renderResilient(
      <ErrorBoundary
        name="Sparks"
        fallbackRender={({ failure, resetErrorBoundary }) => (
          <button type="button" onClick={resetErrorBoundary}>
            {failure?.code}
          </button>
        )}
      >
        <Widget />
      </ErrorBoundary>,
      { mode },
    );
    trouble = undefined;
    fireEvent.click(screen.getByRole('button', { name: 'RENDER_FAILED' }));
    expect(screen.getByLabelText('the widget')).toBeTruthy();
  });

  it('reads out the failure when the fallback has no alert of its own, and only then', () => {
    breaking();
    renderResilient(
      <>
        <ErrorBoundary name="Silent" parts={usual.parts} fallback={<p>gone</p>}>
          <Widget />
        </ErrorBoundary>
        <ErrorBoundary
          name="Spoken"
          parts={usual.parts}
          fallback={<p role="alert">my own words</p>}
        >
          <Widget />
        </ErrorBoundary>
      </>,
      { mode },
    );
    expect(heard().toSorted()).toEqual(['Silent stopped working.', 'my own words']);
  });

  it('has the region for its words on the page before their text, and takes it along when it goes', () => {
    const { rerender, unmount } = renderResilient(
      <ErrorBoundary name="Silent" parts={usual.parts} fallback={<p>gone</p>}>
        <Widget />
      </ErrorBoundary>,
      { mode },
    );
    const regions = document.querySelectorAll('[aria-live="assertive"]');
    expect(regions).toHaveLength(1);
    expect(heard()).toEqual([]);
    breaking();
    rerender(
      <ErrorBoundary name="Silent" parts={usual.parts} fallback={<p>gone</p>}>
        <Widget render={1} />
      </ErrorBoundary>,
    );
    expect(heard()).toEqual(['Silent stopped working.']);
    expect(regions[0]?.textContent).toBe('Silent stopped working.');
    unmount();
    expect(document.querySelectorAll('[aria-live]')).toHaveLength(0);
  });

  it('puts the words of its own fallback into a region that is there first', () => {
    breaking();
    let atFirst: string | null | undefined;
    const Witness = (): null => {
      useLayoutEffect(() => {
        atFirst ??= screen.getByRole('alert').textContent;
      }, []);
      return null;
    };
    renderResilient(
      <>
        <ErrorBoundary {...usual} name="Sparks">
          <Widget />
        </ErrorBoundary>
        <Witness />
      </>,
      { mode },
    );
    expect(atFirst).toBe('');
    expect(heard()).toEqual(['Sparks stopped working. The rest of the page goes on.']);
  });

  it('works without any provider', () => {
    breaking();
    const reports: Failure[] = [];
    const page = (
      <ErrorBoundary {...usual} name="Sparks" onReport={(each) => reports.push(each)}>
        <Widget />
      </ErrorBoundary>
    );
    render(mode === 'strict' ? <StrictMode>{page}</StrictMode> : page, { onCaughtError: () => {} });
    expect(screen.getByRole('alert')).toBeTruthy();
    expect(reports).toHaveLength(1);
    cleanup();
  });
});

describe('focus around a boundary', () => {
  const page = (
    <>
      <input aria-label="outside" />
      <ErrorBoundary {...usual} name="Sparks">
        <Breakable />
      </ErrorBoundary>
    </>
  );
  const renders = createCell(0);
  const breakNow = (): void => act(() => renders.set(renders.getSnapshot() + 1));
  function Breakable(): ReactElement {
    return <Widget render={useObservable(renders)} />;
  }

  it('moves to the heading of the fallback when it was inside of the boundary', () => {
    renderResilient(page);
    screen.getByLabelText('the widget').focus();
    breaking();
    breakNow();
    expect(document.activeElement).toBe(screen.getByRole('heading'));
  });

  it('stays where it is when it was outside of the boundary', () => {
    renderResilient(page);
    screen.getByLabelText('outside').focus();
    breaking();
    breakNow();
    expect(document.activeElement).toBe(screen.getByLabelText('outside'));
  });

  it('does not move when no element had it', () => {
    renderResilient(page);
    breaking();
    breakNow();
    expect(document.activeElement).toBe(document.body);
  });

  it('stays on the retry button while retries fail', () => {
    renderResilient(page);
    breaking();
    breakNow();
    tryAgain().focus();
    fireEvent.click(tryAgain());
    expect(document.activeElement).toBe(tryAgain());
  });

  it('returns to the element from which the failure took it', () => {
    renderResilient(page);
    screen.getByLabelText('the widget').focus();
    breaking();
    breakNow();
    trouble = undefined;
    tryAgain().focus();
    fireEvent.click(tryAgain());
    expect(document.activeElement).toBe(screen.getByLabelText('the widget'));
  });

  it('moves to the region of the children when it was never inside', () => {
    renderResilient(page);
    breaking();
    breakNow();
    trouble = undefined;
    tryAgain().focus();
    fireEvent.click(tryAgain());
    expect(document.activeElement).toBe(screen.getByRole('group', { name: 'Sparks' }));
  });
});

it('reads no message of a thrown value that cannot be read', () => {
  const hostile = Object.defineProperty({}, 'message', {
    get() {
      throw new TypeError('on purpose');
    },
  });
  expect(getErrorMessage(hostile)).toBeUndefined();
  expect(getErrorMessage(Object.freeze(new Error('frozen')))).toBe('frozen');
});
