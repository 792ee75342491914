import { createCell, type UpdateState } from '@holdfast/core';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { saidIn } from '../activity/memory-entry.contract.ts';
import { Announcer } from '../announcer/announcer.tsx';
import { UpdatePrompt } from './update-prompt.tsx';

afterEach(endResilient);

const apply = vi.fn<() => void>();
const later = vi.fn<() => void>();
const offer = { apply, later, isPutOff: false };

function show(first: UpdateState) {
  const updates = createCell(first);
  const labels = createCell<readonly string[]>([]);
  renderResilient(
    <>
      <UpdatePrompt updates={updates} unsavedWork={{ labels }} />
      <Announcer />
    </>,
  );
  return { updates, labels };
}
const button = (name: string): HTMLElement => screen.getByRole('button', { name });

it('asks once when a new version is there, and not when the user put it off', () => {
  const { updates } = show({ kind: 'current' });
  expect(screen.queryByRole('button')).toBeNull();
  act(() => updates.set({ kind: 'waiting', ...offer }));
  expect(saidIn(screen.getAllByRole('status'))).toEqual(['A new version is ready']);
  fireEvent.click(button('Later'));
  expect(later).toHaveBeenCalledOnce();
  act(() => updates.set({ kind: 'waiting', ...offer, isPutOff: true }));
  expect(screen.queryByRole('button')).toBeNull();
});

it('names the unsaved work and waits for it', () => {
  const { labels } = show({ kind: 'waiting', ...offer });
  act(() => labels.set(['New character', 'שומרת']));
  expect(screen.getByText(/It waits until/).textContent).toBe(
    'It waits until this is saved: New character, שומרת.',
  );
  expect(button('Update now').getAttribute('aria-disabled')).toBe('true');
  fireEvent.click(button('Update now'));
  expect(apply).not.toHaveBeenCalled();
  act(() => labels.set([]));
  fireEvent.click(button('Update now'));
  expect(apply).toHaveBeenCalledOnce();
});

it('offers no second start while the update waits for the other tabs', () => {
  show({ kind: 'asked', ...offer });
  expect(screen.queryByRole('button', { name: 'Update now' })).toBeNull();
  expect(button('Later')).toBeTruthy();
});
