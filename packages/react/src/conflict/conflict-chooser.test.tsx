import { Failure } from '@holdfast/core';
import { NETWORK_FAILED, STORAGE_QUOTA } from '@holdfast/core/failures';
import { endResilient, renderResilient, type ResilientView } from '@holdfast/testing/react';
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { saidIn } from '../activity/memory-entry.contract.ts';
import { Announcer } from '../announcer/announcer.tsx';
import { ConflictChooser, type ConflictChooserProps } from './conflict-chooser.tsx';

afterEach(endResilient);

const show = (props: Partial<ConflictChooserProps> = {}): ResilientView & { onChoose: Chosen } => {
  const onChoose: Chosen = vi.fn<ConflictChooserProps['onChoose']>();
  const view = renderResilient(
    <>
      <ConflictChooser
        name="Mara"
        parts={[{ label: 'Role', mine: 'Keeper', theirs: '' }]}
        other="known"
        onChoose={onChoose}
        {...props}
      />
      <Announcer />
    </>,
  );
  return { ...view, onChoose };
};
type Chosen = ReturnType<typeof vi.fn<ConflictChooserProps['onChoose']>>;
const press = (name: string): void => {
  const button = screen.getByRole('button', { name });
  act(() => button.focus());
  fireEvent.click(button);
};
const buttons = (): readonly (string | null)[] =>
  screen.getAllByRole('button').map(({ textContent }) => textContent);

it('shows both versions, each with its label, its origin and its age', () => {
  show({ mine: { at: Date.UTC(2025, 11, 31, 23) }, theirs: { from: "Ben's phone" } });
  const mine = screen.getByRole('group', { name: 'Yours' });
  const theirs = screen.getByRole('group', { name: 'The other' });
  expect(within(mine).getByText('Keeper')).toBeTruthy();
  expect(within(theirs).getByText('Nothing')).toBeTruthy();
  expect(within(theirs).getByText("Ben's phone")).toBeTruthy();
  expect(screen.getByRole('region', { name: 'There are two versions of Mara' })).toBeTruthy();
  expect(within(mine).getByText('written 1 hour ago')).toBeTruthy();
});

it('discards a version only after the time for "Undo", and keeps the focus', async () => {
  const { onChoose, advance } = show();
  press('Keep the other');
  expect(screen.getByText('You keep the other one.', { selector: 'span' })).toBeTruthy();
  expect(document.activeElement?.textContent).toBe('Undo');
  press('Undo');
  expect(document.activeElement?.textContent).toBe('Keep mine');
  await advance(60_000);
  expect(onChoose).not.toHaveBeenCalled();
  press('Keep the other');
  await advance(10_000);
  expect(onChoose.mock.calls).toEqual([['theirs']]);
});

it('keeps both at once, because that loses no text', async () => {
  const { onChoose, advance } = show();
  press('Keep both');
  await advance(0);
  expect(onChoose.mock.calls).toEqual([['both']]);
});

it('says why when the choice could not be carried out, and lets the user choose again', async () => {
  const onChoose = vi.fn<ConflictChooserProps['onChoose']>(() =>
    Promise.reject(new Failure(STORAGE_QUOTA)),
  );
  const { advance } = show({ onChoose, undoMs: 0 });
  press('Keep mine');
  await advance(0);
  const trouble = 'Nothing was changed. This device has no room left.';
  expect(within(screen.getByRole('region')).getByText(trouble)).toBeTruthy();
  expect(saidIn(screen.getAllByRole('alert'))).toEqual([trouble]);
  expect(buttons()).toEqual(['Keep mine', 'Keep the other', 'Keep both']);
});

it('lets the user choose no version before both are shown', () => {
  const onAskAgain = vi.fn<() => void>();
  show({ other: new Failure(NETWORK_FAILED), onAskAgain });
  expect(buttons()).toEqual(['Keep both', 'Try again']);
  press('Try again');
  expect(onAskAgain).toHaveBeenCalledOnce();
});

it('says that the other version was thrown away', () => {
  show({ other: 'gone' });
  expect(screen.getByRole('heading').textContent).toBe('Mara was thrown away in the meantime');
  expect(buttons()).toEqual(['Keep mine', 'Discard mine']);
});
