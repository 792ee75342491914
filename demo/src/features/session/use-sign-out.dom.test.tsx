import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createWorld, jsonAnswer } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { afterEach, expect, it } from 'vitest';
import { FiresideContext } from '../../fireside/fireside-context.ts';
import type { Fireside } from '../../fireside/fireside.ts';
import { SignOutTrouble } from './sign-out-trouble.tsx';
import { useSignOut } from './use-sign-out.ts';

afterEach(endResilient);

const nothing: readonly unknown[] = [];
const outbox = { entries: { getSnapshot: () => nothing, subscribe: () => () => {} } };
const account = { getSnapshot: () => ({ subject: 'm' }), signedOut: async () => {} };

type Load = NonNullable<Parameters<typeof useSignOut>[0]>;

/** A button that signs out, and says how far that has come. */
function LeaveButton({ load }: { readonly load: Load }): ReactElement {
  const { leaving, drafts, setAside, uncounted, begin } = useSignOut(load);
  return (
    <>
      <SignOutTrouble leaving={leaving} uncounted={uncounted} />
      <button type="button" onClick={() => void begin()}>
        {`${leaving.kind} ${drafts + setAside}`}
      </button>
    </>
  );
}

/** Renders the button in a world whose server ends the session. */
function renderButton(load: Load) {
  const world = createWorld();
  world.transport.answerWith(() => jsonAnswer(null, 204));
  renderResilient(
    <FiresideContext value={{ account, outbox } as unknown as Fireside}>
      <LeaveButton load={load} />
    </FiresideContext>,
    { world },
  );
  return world.transport.requests;
}

async function press(): Promise<string | null> {
  await userEvent.setup().click(screen.getByRole('button'));
  return screen.getByRole('button').textContent;
}

it('keeps the writer signed in while the code that counts unsent work does not load, and counts with the next press', async () => {
  let loads = 0;
  const requests = renderButton(async () => {
    loads += 1;
    if (loads === 1) throw new TypeError('Failed to fetch dynamically imported module');
    return { unsentWork: async () => ({ entries: 0, drafts: 2 }) };
  });
  expect(await press()).toBe('not-counting 0');
  const said = screen.getByRole('alert').textContent;
  expect(said).toContain('A part of the app did not load.');
  expect(said).not.toContain('server');
  expect(requests).toEqual([]);

  expect(await press()).toBe('asking 2');
});

it('asks the writer when the device cannot be read, and says that the work could not be counted', async () => {
  const uncounted = new Failure(catalogue.STORAGE_FAILED);
  const requests = renderButton(async () => ({
    unsentWork: async () => ({ entries: 0, drafts: 0, uncounted }),
  }));
  expect(await press()).toBe('asking 0');
  const said = screen.getByRole('alert').textContent;
  expect(said).toContain('Fireside could not count your unsent work');
  expect(said).toContain('The storage of this device cannot be read just now.');
  expect(said).toContain('STORAGE_FAILED');
  expect(requests).toEqual([]);
});

it('counts the changes that the outbox set aside as unsent work', async () => {
  const requests = renderButton(async () => ({
    unsentWork: async () => ({ entries: 1, drafts: 0 }),
  }));
  expect(await press()).toBe('asking 1');
  expect(requests).toEqual([]);
});
