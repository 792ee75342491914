import { createWorld } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { RetryButton } from './retry-button.tsx';

afterEach(endResilient);

const button = (): HTMLElement => screen.getByRole('button', { name: 'Try again' });
const detail = (): string | null | undefined =>
  document.querySelector('.hf-retry-detail')?.textContent;

it('keeps the focus while it tries, and does not try twice at once', async () => {
  let settle: (() => void) | undefined;
  const onRetry = vi.fn<() => Promise<void>>(() => new Promise((resolve) => (settle = resolve)));
  const { advance } = renderResilient(<RetryButton onRetry={onRetry} />);
  act(() => button().focus());
  fireEvent.click(button());
  fireEvent.click(button());
  expect(onRetry).toHaveBeenCalledOnce();
  expect(button().getAttribute('aria-disabled')).toBe('true');
  expect(document.activeElement).toBe(button());
  expect(detail()).toBe('Trying again…');
  settle?.();
  await advance(0);
  expect(button().getAttribute('aria-disabled')).toBeNull();
});

it('counts down to the next attempt of the app, and lets the user be faster', async () => {
  const world = createWorld();
  const onRetry = vi.fn<() => void>();
  const retriesAt = world.platform.now() + 4000;
  const { advance } = renderResilient(
    <RetryButton onRetry={onRetry} retriesAt={retriesAt} attempt={2} attempts={3} />,
    { world },
  );
  expect(detail()).toBe('Attempt 2 of 3 · Trying again in 4 seconds');
  await advance(1000);
  expect(detail()).toBe('Attempt 2 of 3 · Trying again in 3 seconds');
  fireEvent.click(button());
  expect(onRetry).toHaveBeenCalledOnce();
});

it('waits as long as the server asked for', async () => {
  const world = createWorld();
  const onRetry = vi.fn<() => void>();
  const notBefore = world.platform.now() + 2000;
  const { advance } = renderResilient(<RetryButton onRetry={onRetry} notBefore={notBefore} />, {
    world,
  });
  expect(detail()).toBe('You can try again in 2 seconds');
  fireEvent.click(button());
  expect(onRetry).not.toHaveBeenCalled();
  await advance(2000);
  expect(detail()).toBe('');
  fireEvent.click(button());
  expect(onRetry).toHaveBeenCalledOnce();
});

it('has the countdown read with the button, and never as news of its own', () => {
  const world = createWorld();
  renderResilient(<RetryButton onRetry={() => {}} retriesAt={world.platform.now() + 4000} />, {
    world,
  });
  const id = button().getAttribute('aria-describedby') ?? '';
  expect(document.getElementById(id)?.textContent).toBe('Trying again in 4 seconds');
  expect(document.getElementById(id)?.closest('[aria-live], [role="status"]')).toBeNull();
});
