import { createWorld } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { saidIn } from '../activity/memory-entry.contract.ts';
import { Announcer } from '../announcer/announcer.tsx';
import { ProgressBar, type ProgressBarProps } from './progress-bar.tsx';

afterEach(endResilient);

const show = (facts: Omit<ProgressBarProps, 'label' | 'since'>) => {
  const world = createWorld();
  const since = world.platform.now();
  return renderResilient(
    <>
      <ProgressBar label="Telling the story" since={since} {...facts} />
      <Announcer />
    </>,
    { world },
  );
};
const bar = (): HTMLElement => screen.getByRole('progressbar', { name: 'Telling the story' });
const left = (): string | null | undefined =>
  document.querySelector('.hf-progress-left')?.textContent;
const said = (): readonly (string | null)[] => saidIn(screen.getAllByRole('status'));

it('shows how far it is and about how long it still takes', async () => {
  const { advance } = show({ done: 50, total: 100 });
  expect(bar().getAttribute('value')).toBe('0.5');
  expect(left()).toBe('50%');
  await advance(20_000);
  expect(left()).toBe('50% · About 20 seconds left');
});

it('shows no value that it does not know, and says when the work takes longer than usual', async () => {
  const { advance } = show({ usualMs: 20_000 });
  expect(bar().hasAttribute('value')).toBe(false);
  expect(left()).toBe('This usually takes 20 seconds');
  await advance(21_000);
  expect(left()).toBe('This is taking longer than usual');
  expect(said()).toEqual(['Telling the story: This is taking longer than usual']);
});

it('is announced once, after a second', async () => {
  const { advance } = show({ done: 1, total: 100 });
  await advance(900);
  expect(said()).toEqual([]);
  await advance(5000);
  expect(said()).toEqual(['Telling the story']);
});
