import { createWorld, jsonAnswer } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { afterEach, expect, it } from 'vitest';
import { FiresideContext } from '../../fireside/fireside-context.ts';
import type { Fireside } from '../../fireside/fireside.ts';
import { useSignOut } from './use-sign-out.ts';

afterEach(endResilient);

const nothing: readonly unknown[] = [];
const outbox = { entries: { getSnapshot: () => nothing, subscribe: () => () => {} } };
const account = { getSnapshot: () => ({ subject: 'm' }), signedOut: async () => {} };

/** A button that signs out, and says how far that has come. */
function LeaveButton({ load }: { readonly load: Parameters<typeof useSignOut>[0] }): ReactElement {
  const { leaving, drafts, begin } = useSignOut(load);
  const why = leaving.kind === 'stuck' ? leaving.failure.code : '';
  return (
    <button type="button" onClick={() => void begin()}>
      {`${leaving.kind} ${why} ${drafts}`}
    </button>
  );
}

it('keeps the writer signed in while the code that counts unsent work does not load, and counts with the next press', async () => {
  const world = createWorld();
  world.transport.answerWith(() => jsonAnswer(null, 204));
  let loads = 0;
  const load = async () => {
    loads += 1;
    if (loads === 1) throw new TypeError('Failed to fetch dynamically imported module');
    return { unsentWork: async () => ({ entries: 0, drafts: 2 }) };
  };
  renderResilient(
    <FiresideContext value={{ account, outbox } as unknown as Fireside}>
      <LeaveButton load={load} />
    </FiresideContext>,
    { world },
  );
  const user = userEvent.setup();
  await user.click(screen.getByRole('button'));
  expect(screen.getByRole('button').textContent).toBe('stuck CHUNK_FAILED 0');
  expect(world.transport.requests).toEqual([]);

  await user.click(screen.getByRole('button'));
  expect(screen.getByRole('button').textContent).toBe('asking  2');
});
