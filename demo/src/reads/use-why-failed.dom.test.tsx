import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, expect, it } from 'vitest';
import { useWhyFailed } from './use-why-failed.ts';

afterEach(endResilient);

function Why({ failure }: { readonly failure: Failure }): ReactElement {
  return <p>{useWhyFailed()(failure)}</p>;
}

async function whyOffline(code: 'CIRCUIT_OPEN' | 'NETWORK_FAILED' | 'FORBIDDEN'): Promise<string> {
  const failure = new Failure(catalogue[code]);
  const { world, container } = renderResilient(<Why failure={failure} />);
  const before = container.textContent;
  await act(async () => world.connectivity.note('device-offline'));
  return container.textContent === before ? 'as before' : container.textContent;
}

it.each(['CIRCUIT_OPEN', 'NETWORK_FAILED'] as const)(
  'a page without a network does not blame Fireside for %s',
  async (code) => {
    expect(await whyOffline(code)).toBe("You're offline.");
  },
);

it('what Fireside has answered stays the reason without a network', async () => {
  expect(await whyOffline('FORBIDDEN')).toBe('as before');
});
