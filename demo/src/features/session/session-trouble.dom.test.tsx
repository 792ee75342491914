import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { memoryReadCache } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { createAccountKeeper } from '../../account/account-keeper.ts';
import { FiresideContext } from '../../fireside/fireside-context.ts';
import type { Fireside } from '../../fireside/fireside.ts';
import { SessionTrouble } from './session-trouble.tsx';

afterEach(endResilient);

const UNKNOWN = 'Fireside cannot say yet whether you are signed in';

function openSignIn() {
  const account = createAccountKeeper(memoryReadCache(), { now: () => 0 });
  renderResilient(
    <FiresideContext value={{ account } as unknown as Fireside}>
      <SessionTrouble />
    </FiresideContext>,
  );
  return { account, shown: () => screen.getByRole('status').textContent ?? '' };
}

it.each([
  ['is too busy', catalogue.RATE_LIMITED, 429],
  ['does not work now', catalogue.UNAVAILABLE, 503],
])('says why a user sees the sign-in when Fireside %s', (_, kind, status) => {
  const { account, shown } = openSignIn();
  expect(shown()).toBe('');
  act(() => account.asked(new Failure(kind, { status })));
  expect(shown()).toContain(UNKNOWN);
  act(() => account.asked(undefined));
  expect(shown()).toBe('');
});

it('leaves a line that is cut to the banner of the page', () => {
  const { account, shown } = openSignIn();
  act(() => account.asked(new Failure(catalogue.NETWORK_FAILED)));
  expect(shown()).toBe('');
});
