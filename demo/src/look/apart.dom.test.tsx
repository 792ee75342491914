import { lazyWithRetry } from '@holdfast/react/boundary';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act, screen } from '@testing-library/react';
import type { ComponentType } from 'react';
import { afterEach, expect, it } from 'vitest';
import { Apart } from './apart.tsx';

afterEach(endResilient);

it('a part that cannot be loaded leaves the rest of its page alone, and comes by itself later', async () => {
  let isThere = false;
  const Part = lazyWithRetry(async (): Promise<{ default: ComponentType }> => {
    if (!isThere) throw new TypeError('Failed to fetch dynamically imported module');
    return { default: () => <p>the relationships</p> };
  });
  const { advance, takeOutput } = renderResilient(
    <>
      <p>the note</p>
      <Apart>
        <Part />
      </Apart>
    </>,
  );
  await act(async () => {});
  expect(screen.getByText('the note')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();

  isThere = true;
  await advance(5000);
  expect(screen.getByText('the note')).toBeTruthy();
  expect(screen.getByText('the relationships')).toBeTruthy();
  takeOutput();
});
