import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createWorld, jsonAnswer, problemAnswer } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { FiresideContext } from '../../fireside/fireside-context.ts';
import type { Fireside } from '../../fireside/fireside.ts';
import { SignOutTrouble } from './sign-out-trouble.tsx';
import { useSignOut } from './use-sign-out.ts';

afterEach(endResilient);

const nothing: readonly unknown[] = [];
const entries = { getSnapshot: () => nothing, subscribe: () => () => {} };

/** What the dialog has, without the dialog of the browser. */
function LeaveAll(): ReactElement {
  const { leaving, leaveEverywhere } = useSignOut();
  return (
    <>
      <SignOutTrouble leaving={leaving} />
      <button type="button" onClick={() => void leaveEverywhere()}>
        Leave them all
      </button>
    </>
  );
}

/** Leaves all devices by the keyboard. */
async function leaveAll(answer: () => ReturnType<typeof jsonAnswer>) {
  const world = createWorld();
  world.transport.answerWith(answer);
  const signedOut = vi.fn<(unsent: string) => Promise<void>>(async () => {});
  const fireside = { account: { signedOut }, outbox: { entries } } as unknown as Fireside;
  const { advance } = renderResilient(
    <FiresideContext value={fireside}>
      <LeaveAll />
    </FiresideContext>,
    { world },
  );
  const user = userEvent.setup();
  await user.tab();
  await user.keyboard('{Enter}');
  await advance(120_000);
  const asked = world.transport.requests.map(({ method, url }) => `${method} ${url}`);
  return { asked, signedOut };
}

it('ends every session of the account, and keeps unsent work on the device', async () => {
  const { asked, signedOut } = await leaveAll(() => jsonAnswer(null, 204));
  expect(asked.join()).toMatch(/^DELETE \S*sessions$/);
  expect(signedOut.mock.calls).toEqual([['keep']]);
});

it('says that the writer is still signed in while the server cannot end the sessions', async () => {
  const { signedOut } = await leaveAll(() => problemAnswer(new Failure(catalogue.FORBIDDEN)));
  expect(screen.getByText('You are still signed in')).toBeTruthy();
  expect(signedOut).not.toHaveBeenCalled();
});
