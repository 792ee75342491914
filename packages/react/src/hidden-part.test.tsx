import { createCell, type UnsavedWork } from '@holdfast/core';
import { createWorld } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act } from '@testing-library/react';
import * as React from 'react';
import type { ReactElement, ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
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
