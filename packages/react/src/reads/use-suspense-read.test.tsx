import { defineRead, Failure } from '@holdfast/core';
import { FORBIDDEN } from '@holdfast/core/failures';
import { createWorld, jsonAnswer, problemAnswer, type ResilientWorld } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act, fireEvent, screen } from '@testing-library/react';
import { Suspense, startTransition, useState, type ReactElement } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { FallbackProps } from '../boundary/boundary-props.ts';
import { ErrorBoundary } from '../boundary/error-boundary.tsx';
import { useObservable } from '../use-observable.ts';
import { useRead } from './use-read.ts';
import { useSuspenseRead } from './use-suspense-read.ts';

afterEach(endResilient);

const list = defineRead('note.list', { request: () => ({ path: 'notes' }) });
const one = defineRead('note.one', { request: () => ({ path: 'note' }) });
const sent = ({ transport }: ResilientWorld): number => transport.requests.length;

function List(): ReactElement {
  const { value, state, refresh } = useSuspenseRead(list);
  return (
    <>
      <p>{`${state.kind} ${String(value)}`}</p>
      <button onClick={() => void refresh()}>Refresh</button>
    </>
  );
}
function TryAgain({ resetErrorBoundary }: FallbackProps): ReactElement {
  return <button onClick={() => resetErrorBoundary()}>Try again</button>;
}
function Page({ children = <List /> }: { readonly children?: ReactElement }): ReactElement {
  return (
    <ErrorBoundary FallbackComponent={TryAgain}>
      <Suspense fallback={<p>waiting</p>}>{children}</Suspense>
    </ErrorBoundary>
  );
}

function Both(): ReactElement {
  return <p>{`${String(useSuspenseRead(list).value)} ${String(useSuspenseRead(one).value)}`}</p>;
}

function State(): ReactElement {
  return <p>{useRead(list).state.kind}</p>;
}

function Pages(): ReactElement {
  const [open, setOpen] = useState(false);
  return (
    <Page>
      {open ? <List /> : <button onClick={() => startTransition(() => setOpen(true))}>Open</button>}
    </Page>
  );
}

/** A server that answers when the test says so. */
function slowly({ transport }: ResilientWorld): (value: string) => Promise<void> {
  const waiting: ((value: string) => void)[] = [];
  transport.answerWith(
    () => new Promise((resolve) => waiting.push((value) => resolve(jsonAnswer(value)))),
  );
  return async (value) => act(async () => waiting.shift()?.(value));
}

describe('a read below Suspense', () => {
  it('waits with the fallback, asks once, and then has a value', async () => {
    const world = createWorld();
    const answer = slowly(world);
    const { advance } = renderResilient(<Page />, { world });
    await advance(0);
    expect(screen.getByText('waiting')).toBeTruthy();
    await answer('one');
    await advance(0);
    expect(screen.getByText('live one')).toBeTruthy();
    await advance(4_000);
    expect(sent(world)).toBe(1);
  });

  it('asks once for each of several reads that wait for each other', async () => {
    const world = createWorld();
    const answer = slowly(world);
    const { advance } = renderResilient(
      <Page>
        <Both />
      </Page>,
      { world },
    );
    await advance(0);
    await answer('all');
    await advance(10_000);
    await answer('and one');
    await advance(0);
    expect(screen.getByText('all and one')).toBeTruthy();
    // The list was read before the wait for the other one, so it is read again in the background.
    expect(sent(world)).toBe(3);
  });

  it('shares its read with the components that show it in other ways', async () => {
    const world = createWorld();
    world.transport.answerWith(() => jsonAnswer('one'));
    const { advance } = renderResilient(
      <>
        <State />
        <Page />
      </>,
      { world },
    );
    await advance(0);
    expect(screen.getByText('live')).toBeTruthy();
    expect(screen.getByText('live one')).toBeTruthy();
    expect(sent(world)).toBe(1);
  });

  it('goes to the nearest boundary when it fails, and asks again when the user tries again', async () => {
    const world = createWorld();
    const forbidden = new Failure(FORBIDDEN);
    world.transport.answerWith(() => problemAnswer(forbidden));
    const { advance, caught } = renderResilient(<Page />, { world });
    await advance(0);
    expect(screen.getByText('Try again')).toBeTruthy();
    await advance(5_000);
    expect(sent(world)).toBe(1);
    expect(caught.length).toBeLessThanOrEqual(1);

    fireEvent.click(screen.getByText('Try again'));
    await advance(0);
    expect(screen.getByText('Try again')).toBeTruthy();
    expect(sent(world)).toBe(2);

    world.transport.answerWith(() => jsonAnswer('allowed'));
    fireEvent.click(screen.getByText('Try again'));
    await advance(0);
    expect(screen.getByText('live allowed')).toBeTruthy();
    expect(sent(world)).toBe(3);
  });

  it('keeps its value on the screen when a later read fails', async () => {
    const world = createWorld();
    world.transport.answerWith(() => jsonAnswer('one'));
    const { advance } = renderResilient(<Page />, { world });
    await advance(0);
    world.transport.answerWith(() => jsonAnswer('no', 500));
    fireEvent.click(screen.getByText('Refresh'));
    await advance(0);
    expect(screen.getByText('failed one')).toBeTruthy();
  });

  it('waits again when another user signs in', async () => {
    const world = createWorld();
    const answer = slowly(world);
    const { advance } = renderResilient(<Page />, { world });
    await advance(0);
    await answer('of mira');
    await advance(0);
    act(() => world.identity.set({ subject: 'nils' }));
    expect(screen.getByText('waiting')).toBeTruthy();
    await advance(0);
    await answer('of nils');
    await advance(0);
    expect(screen.getByText('live of nils')).toBeTruthy();
  });

  it('leaves no data of one user in the document for another, where the user is the key', async () => {
    const world = createWorld();
    const answer = slowly(world);
    function OfUser(): ReactElement {
      const user = useObservable(world.identity)?.subject ?? 'none';
      return (
        <Suspense key={user} fallback={<p>waiting</p>}>
          <List />
        </Suspense>
      );
    }
    const { advance, container } = renderResilient(<OfUser />, { world });
    await advance(0);
    await answer('of mira');
    await advance(0);
    expect(container.textContent).toContain('of mira');
    act(() => world.identity.set({ subject: 'nils' }));
    expect(container.textContent).toBe('waiting');
    await advance(0);
    await answer('of nils');
    await advance(0);
    expect(container.textContent).toContain('of nils');
  });

  it('leaves the old page in place while a transition waits for the new one', async () => {
    const world = createWorld();
    const answer = slowly(world);
    const { advance } = renderResilient(<Pages />, { world });
    fireEvent.click(screen.getByText('Open'));
    await advance(0);
    expect(screen.queryByText('waiting')).toBeNull();
    expect(screen.getByText('Open')).toBeTruthy();
    await answer('one');
    await advance(0);
    expect(screen.getByText('live one')).toBeTruthy();
    expect(sent(world)).toBe(1);
  });
});
