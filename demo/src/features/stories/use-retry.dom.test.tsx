import { Failure } from '@holdfast/core';
import { BUDGET_EXCEEDED, RATE_LIMITED } from '@holdfast/core/failures';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { useRetry } from './use-retry.ts';

afterEach(endResilient);

interface RetryProps {
  readonly failure: Failure;
  readonly wantsAutomatic: boolean;
  readonly again: () => void;
}

function Retry({ failure, wantsAutomatic, again }: RetryProps): ReactElement {
  const { seconds, isAutomatic } = useRetry(failure, wantsAutomatic, again);
  return <p role="note">{`${seconds} ${isAutomatic ? 'by itself' : 'by hand'}`}</p>;
}
const said = (): string | null => screen.getByRole('note').textContent;
const busy = new Failure(RATE_LIMITED, { retryAfterMs: 6000 });

it('a busy generator is asked again when it said so, if the writer wants that', async () => {
  const again = vi.fn<() => void>();
  const { advance } = renderResilient(<Retry failure={busy} wantsAutomatic again={again} />);
  expect(said()).toBe('6 by itself');
  await advance(5000);
  expect([said(), again.mock.calls.length]).toEqual(['1 by itself', 0]);
  await advance(1000);
  expect(again).toHaveBeenCalled();
});

it('a writer who wants to be asked sees when it can be asked again', async () => {
  const again = vi.fn<() => void>();
  const { advance } = renderResilient(
    <Retry failure={busy} wantsAutomatic={false} again={again} />,
  );
  expect(said()).toBe('6 by hand');
  await advance(60_000);
  expect([said(), again.mock.calls.length]).toEqual(['0 by hand', 0]);
});

it('a failure that waiting does not mend is not tried again by itself', async () => {
  const again = vi.fn<() => void>();
  const spent = new Failure(BUDGET_EXCEEDED);
  const { advance } = renderResilient(<Retry failure={spent} wantsAutomatic again={again} />);
  await advance(60_000);
  expect([said(), again.mock.calls.length]).toEqual(['0 by hand', 0]);
});
