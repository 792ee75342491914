import { createCell, Failure, type UnsavedWork } from '@holdfast/core';
import { OFFLINE } from '@holdfast/core/failures';
import { createWorld } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act, screen } from '@testing-library/react';
import * as React from 'react';
import { useEffect, type ReactElement, type ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { Announcer } from './announcer/announcer.tsx';
import { ErrorBoundary } from './boundary/error-boundary.tsx';
import { autoRetry } from './boundary/retry/auto-retry.ts';
import { ProgressBar } from './progress/progress-bar.tsx';
import { useErrorHandler, type ErrorHandler } from './use-error-handler.ts';
import { useUnsavedWork } from './use-unsaved-work.ts';

afterEach(endResilient);

// React 18 has none.
const { Activity } = React;
const shownPart = (part: ReactNode): ReactElement => <Activity mode="visible">{part}</Activity>;
const hiddenPart = (part: ReactNode): ReactElement => <Activity mode="hidden">{part}</Activity>;

const leaves = (): boolean => dispatchEvent(new Event('beforeunload', { cancelable: true }));

function someWork(): UnsavedWork {
  const labels = createCell<readonly string[]>([]);
  return {
    labels,
    declare(label) {
      labels.set([...labels.getSnapshot(), label]);
      return () => labels.set(labels.getSnapshot().filter((each) => each !== label));
    },
  };
}

function Editor({ label }: { readonly label?: string }): ReactElement {
  return <p>{useUnsavedWork(label).join(', ')}</p>;
}

describe.runIf(Activity)('unsaved work that React hides', () => {
  it('stays declared until the user saves it, and the page asks before it is left', async () => {
    const unsavedWork = someWork();
    const world = createWorld({ unsavedWork });
    const view = renderResilient(shownPart(<Editor label="a note" />), { world });
    view.rerender(hiddenPart(<Editor label="a note" />));
    await view.advance(0);
    expect([unsavedWork.labels.getSnapshot(), leaves()]).toEqual([['a note'], false]);
    view.rerender(shownPart(<Editor label="a note" />));
    await view.advance(0);
    expect([unsavedWork.labels.getSnapshot(), leaves()]).toEqual([['a note'], false]);
    view.rerender(hiddenPart(<Editor />));
    await view.advance(0);
    expect([unsavedWork.labels.getSnapshot(), leaves()]).toEqual([[], true]);
  });

  it('is gone with its component, also when React removes it while it is hidden', async () => {
    const unsavedWork = someWork();
    const world = createWorld({ unsavedWork });
    const view = renderResilient(shownPart(<Editor label="a note" />), { world });
    view.rerender(hiddenPart(<Editor label="a note" />));
    await view.advance(0);
    view.rerender(hiddenPart(null));
    await view.advance(0);
    expect([unsavedWork.labels.getSnapshot(), leaves()]).toEqual([[], true]);
  });

  it('keeps the question of a page whose runtime has no list of unsaved work', async () => {
    const view = renderResilient(shownPart(<Editor label="a note" />));
    view.rerender(hiddenPart(<Editor label="a note" />));
    await view.advance(0);
    expect(leaves()).toBe(false);
    view.unmount();
    await view.advance(0);
    expect(leaves()).toBe(true);
  });

  it('has a hidden page ask only while there is some', async () => {
    const unsavedWork = someWork();
    const view = renderResilient(shownPart(<Editor />), { world: createWorld({ unsavedWork }) });
    view.rerender(hiddenPart(<Editor />));
    await view.advance(0);
    let takeBack: (() => void) | undefined;
    act(() => {
      takeBack = unsavedWork.declare('a story, elsewhere');
    });
    expect(leaves()).toBe(false);
    act(() => takeBack?.());
    expect(leaves()).toBe(true);
  });
});

let handler: ErrorHandler;
function Liker(): ReactElement {
  const asked = useErrorHandler();
  useEffect(() => {
    handler = asked;
  });
  return <p role="alert">{asked.failure?.code}</p>;
}

let isBroken = false;
afterEach(() => {
  isBroken = false;
});
function Widget(): string {
  if (isBroken) throw new Error('broken');
  return 'the widget';
}

const spoken = (part: ReactElement): ReactElement => (
  <>
    <Announcer />
    {part}
  </>
);
const said = (): string =>
  screen
    .getAllByRole('status')
    .map((region) => region.textContent)
    .join('');

describe.runIf(Activity)('a part that React hides and shows again', () => {
  it('shows the error that came meanwhile, which does not surface', async () => {
    const view = renderResilient(shownPart(<Liker />));
    view.rerender(hiddenPart(<Liker />));
    await view.advance(0);
    act(() => handler.handle(new Failure(OFFLINE)));
    view.rerender(shownPart(<Liker />));
    await view.advance(0);
    expect(screen.getByRole('alert').textContent).toBe('OFFLINE');
    expect(view.world.events).toMatchObject([{ type: 'handler.caught', route: 'inline' }]);
  });

  it('has its work announced once', async () => {
    const bar = (
      <ProgressBar label="Telling" {...{ done: 1, total: 100, since: 0, usualMs: undefined }} />
    );
    const view = renderResilient(spoken(shownPart(bar)));
    await view.advance(1_000);
    expect(said()).toBe('Telling');
    view.rerender(spoken(hiddenPart(bar)));
    await view.advance(20_000);
    expect(said()).toBe('');
    view.rerender(spoken(shownPart(bar)));
    await view.advance(1_000);
    expect(said()).toBe('');
  });

  it('is tried again, if the network came back meanwhile', async () => {
    const world = createWorld();
    world.connectivity.note('device-offline');
    isBroken = true;
    const part = (
      <ErrorBoundary name="Sparks" fallback="stopped" parts={[autoRetry()]}>
        <Widget />
      </ErrorBoundary>
    );
    const view = renderResilient(shownPart(part), { world });
    view.rerender(hiddenPart(part));
    await view.advance(0);
    isBroken = false;
    act(() => world.connectivity.note('answered'));
    view.rerender(shownPart(part));
    await view.advance(0);
    expect(screen.getByText('the widget')).toBeTruthy();
  });
});
