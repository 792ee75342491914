import { defineRead, defineWrite, Failure, type StandardSchema } from '@holdfast/core';
import { catalogue, NETWORK_FAILED } from '@holdfast/core/failures';
import { de } from '@holdfast/core/messages/de';
import { createVirtualPlatform, createWorld, jsonAnswer } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { StrictMode, useEffect, useState, type ReactElement } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { createAnnouncements } from './announcer/announcements.ts';
import { Announcer } from './announcer/announcer.tsx';
import { useAnnounce } from './announcer/use-announcements.ts';
import { HoldfastProvider } from './holdfast-provider.tsx';
import { StatusLine } from './status/status-line.tsx';
import { useConnectivity } from './use-connectivity.ts';
import { useOutbox } from './use-outbox.ts';
import { useHoldfast } from './use-holdfast.ts';
import { useNow } from './clock/use-now.ts';
import { useRead } from './reads/use-read.ts';
import { useWrite } from './use-operation.ts';

afterEach(endResilient);

const tag: StandardSchema<{ readonly tag: string }> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value) => ({ value: value as { readonly tag: string } }),
  },
};
const save = defineWrite('thing.save', {
  input: tag,
  request: (json) => ({ method: 'POST', path: 'things', json }),
  offline: 'queue',
});

function Things({ by }: { readonly by: string }): ReactElement {
  // Described anew in each render, on purpose.
  const search = defineRead('thing.search', {
    input: tag,
    request: (input) => ({ path: 'things', query: input }),
  });
  const { state, refresh } = useRead(search, { tag: by });
  return (
    <>
      <p data-testid="things">{`${state.kind} ${String(state.value)}`}</p>
      <button type="button" onClick={() => void refresh()}>
        Refresh
      </button>
    </>
  );
}
const things = (): string | null => screen.getByTestId('things').textContent;

describe.each(['strict', 'plain'] as const)('useRead, %s', (mode) => {
  it('reads once when its component appears, although React may run effects twice', async () => {
    const world = createWorld();
    world.transport.answerWith(({ url }) => jsonAnswer(url));
    const { advance } = renderResilient(<Things by="a" />, { world, mode });
    expect(things()).toBe('running undefined');
    await advance(0);
    expect(things()).toBe('live /things?tag=a');
    expect(world.transport.requests).toHaveLength(1);
  });

  it('never shows the result of another input', async () => {
    const world = createWorld();
    const answers = new Map<string, () => void>();
    world.transport.answerWith(
      ({ url }) => new Promise((resolve) => answers.set(url, () => resolve(jsonAnswer(url)))),
    );
    const seen: (string | null)[] = [];
    const { rerender, advance } = renderResilient(<Things by="a" />, { world, mode });
    await advance(0);
    rerender(<Things by="b" />);
    seen.push(things());
    await advance(0);
    answers.get('/things?tag=a')?.();
    await advance(0);
    seen.push(things());
    answers.get('/things?tag=b')?.();
    await advance(0);
    expect(things()).toBe('live /things?tag=b');
    expect(seen.join()).not.toContain('tag=a');
  });

  it('never shows a value of the previous owner, not for one frame', async () => {
    const world = createWorld();
    world.transport.answerWith(() => jsonAnswer(world.identity.getSnapshot()?.subject));
    const { advance } = renderResilient(<Things by="a" />, { world, mode });
    await advance(0);
    expect(things()).toBe('live mira');
    act(() => world.identity.set({ subject: 'nils' }));
    expect(things()).toBe('running undefined');
    await advance(0);
    expect(things()).toBe('live nils');
  });

  it('reads again when the network comes back, and when the app calls `refresh`', async () => {
    const world = createWorld();
    const { advance } = renderResilient(<Things by="a" />, { world, mode });
    await advance(0);
    expect(things()).toBe('failed undefined');
    world.transport.answerWith(() => jsonAnswer('back'));
    act(() => world.connectivity.note('answered'));
    await advance(0);
    expect(things()).toBe('live back');
    world.transport.answerWith(() => jsonAnswer('asked'));
    fireEvent.click(screen.getByText('Refresh'));
    await advance(0);
    expect(things()).toBe('live asked');
  });
});

function Save(): ReactElement {
  const { state, run, reset } = useWrite(save);
  const { items: entries } = useOutbox();
  return (
    <>
      <button type="button" onClick={() => void run({ tag: 'a' })}>
        Save
      </button>
      <button type="button" onClick={reset}>
        Reset
      </button>
      <StatusLine state={state} label="Your thing" />
      <p data-testid="entries">{entries.map((entry) => entry.state.kind).join()}</p>
      <p data-testid="network">{useConnectivity()}</p>
    </>
  );
}

describe.each(['strict', 'plain'] as const)('useWrite, %s', (mode) => {
  it('writes once for each run, and follows the entry to its end', async () => {
    const { world, advance } = renderResilient(
      <>
        <Announcer />
        <Save />
      </>,
      { mode },
    );
    fireEvent.click(screen.getByText('Save'));
    expect(screen.getByText('Working…')).toBeTruthy();
    await advance(1500);
    expect(world.outbox.entries.getSnapshot()).toHaveLength(1);
    expect(screen.getByTestId('entries').textContent).toBe('queued');
    expect(screen.getByText('Saved on this device, waiting to send')).toBeTruthy();
    expect(screen.getByRole('status').textContent).toBe(
      'Your thing: Saved on this device, waiting to send',
    );
    const id = world.outbox.entries.getSnapshot()[0]?.id ?? '';
    await act(async () => {
      world.outbox.set(id, { kind: 'dead', failure: new Failure(catalogue.REQUEST_INVALID) });
    });
    expect(screen.getByText(/^Kept on this device, not sent/)).toBeTruthy();
    fireEvent.click(screen.getByText('Reset'));
    expect(screen.queryByText(/^Kept/)).toBeNull();
    await advance(20_000);
    expect(screen.getByRole('status').textContent).toBe('');
  });

  it('useConnectivity shows the state of the network', () => {
    const { world } = renderResilient(<Save />, { mode });
    act(() => world.connectivity.note('device-offline'));
    expect(screen.getByTestId('network').textContent).toBe('offline');
  });
});

describe('ages', () => {
  it('grow while a component shows them, and are not read out again', async () => {
    const failure = new Failure(NETWORK_FAILED);
    const { world, advance } = renderResilient(
      <>
        <Announcer />
        <Clocked failure={failure} />
      </>,
    );
    expect(screen.getByText(/^Last updated now/)).toBeTruthy();
    await advance(61_000);
    expect(screen.getByText(/^Last updated 1 minute ago/)).toBeTruthy();
    expect(screen.getByRole('status').textContent).toBe('');
    expect(world.platform.pending()).toBeGreaterThan(0);
  });

  it('go on with the next render when the host has lost their timer', async () => {
    const { world, rerender, advance } = renderResilient(<Clock />);
    world.platform.loseTimers();
    await advance(60_000);
    const before = screen.getByText(/\d/).textContent;
    rerender(<Clock />);
    await advance(0);
    expect(screen.getByText(/\d/).textContent).not.toBe(before);
    rerender(<Clock />);
    expect(world.platform.pending()).toBe(1);
  });

  it('leave no timer when no component shows them', () => {
    const { world, unmount } = renderResilient(<Clock />);
    unmount();
    expect(world.platform.pending()).toBe(0);
  });
});

function Clock(): ReactElement {
  return <p>{useNow()}</p>;
}

function Clocked({ failure }: { readonly failure: Failure }): ReactElement {
  const { platform } = useHoldfast();
  const [at] = useState(() => platform.now());
  return <StatusLine state={{ kind: 'stale', value: 1, at, failure }} />;
}

function Speaker({ urgency }: { readonly urgency: 'polite' | 'assertive' }): null {
  const announce = useAnnounce();
  useEffect(() => announce(`said ${urgency}`, urgency), [announce, urgency]);
  return null;
}

describe('announcements', () => {
  it('are removed with the next announcement when the host has lost their timer', async () => {
    const platform = createVirtualPlatform();
    const { announce, getSnapshot } = createAnnouncements(platform);
    announce('one');
    platform.loseTimers();
    await platform.advance(10_001);
    announce('two');
    expect(getSnapshot().map(({ text }) => text)).toEqual(['two']);
  });

  it('are read out in the live region of their urgency, which was in the page before', async () => {
    const { rerender, advance } = renderResilient(<Announcer />, { mode: 'plain' });
    const regions = [screen.getByRole('status'), screen.getByRole('alert')];
    const speak = (urgency: 'polite' | 'assertive'): void =>
      rerender(
        <>
          <Announcer />
          <Speaker urgency={urgency} />
        </>,
      );
    speak('polite');
    speak('assertive');
    expect([screen.getByRole('status'), screen.getByRole('alert')]).toEqual(regions);
    expect(regions.map((region) => region.textContent)).toEqual(['said polite', 'said assertive']);
    await advance(10_000);
    expect(regions.map((region) => region.textContent)).toEqual(['', '']);
  });
});

describe('a hook without a provider', () => {
  it('throws an error that says what is missing', () => {
    const { takeOutput } = renderResilient(null, { handlers: 'none' });
    expect(() => render(<Clock />)).toThrow('useHoldfast needs a HoldfastProvider above it.');
    takeOutput();
  });
});

it('a status line says a sentence of the app in place of one sentence, in the language of the provider', () => {
  const failures = { ...de.failures, NETWORK_FAILED: 'Kein Netz im Keller.' };
  const states = { ...de.states, queued: 'Liegt hier.' };
  const failure = new Failure(NETWORK_FAILED);
  renderResilient(
    <>
      <StatusLine state={{ kind: 'failed', failure }} />
      <StatusLine state={{ kind: 'queued', entryId: 'e1', since: 0 }} />
      <StatusLine state={{ kind: 'running', since: 0 }} />
    </>,
    { messages: { ...de, failures, states } },
  );
  expect(screen.getByText(/Kein Netz im Keller\.$/)).toBeTruthy();
  expect(screen.getByText('Liegt hier.')).toBeTruthy();
  expect(screen.getByText(de.states.running)).toBeTruthy();
});

it.each(['strict', 'plain'] as const)(
  'a page whose runtime was disposed of says DISPOSED, and goes on with another runtime, %s',
  async (mode) => {
    const [old, next] = [createWorld(), createWorld()];
    for (const { transport } of [old, next]) transport.answerWith(({ url }) => jsonAnswer(url));
    const list = defineRead('list', { request: () => ({ path: 'list' }) });
    function List(): ReactElement {
      const { state, refresh } = useRead(list);
      const code = state.kind === 'failed' ? state.failure.code : '';
      return <button onClick={() => void refresh()}>{`${state.kind} ${code}`}</button>;
    }
    const page = ({ holdfast }: typeof old): ReactElement => {
      const provided = (
        <HoldfastProvider holdfast={holdfast}>
          <List />
        </HoldfastProvider>
      );
      return mode === 'strict' ? <StrictMode>{provided}</StrictMode> : provided;
    };
    const { rerender } = render(page(old));
    await act(() => old.platform.advance(0));
    await act(() => old.holdfast.dispose());
    fireEvent.click(screen.getByRole('button'));
    await act(() => old.platform.advance(0));
    expect(screen.getByRole('button').textContent).toContain('failed DISPOSED');
    expect(old.transport.requests).toHaveLength(1);
    rerender(page(next));
    await act(() => next.platform.advance(0));
    expect(screen.getByRole('button').textContent).toContain('live');
    expect(old.transport.requests).toHaveLength(1);
  },
);
