import { createCell } from '@holdfast/core';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act, fireEvent, screen } from '@testing-library/react';
import { useState, type ReactElement } from 'react';
import { afterEach, expect, it } from 'vitest';
import { useObservable } from '../use-observable.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { keepDrafts } from './keep-drafts.tsx';
import { useKeepBeforeLoss } from './use-keep-before-loss.ts';

const isBroken = createCell(false);
let kept: string[] = [];
afterEach(() => {
  isBroken.set(false);
  kept = [];
  endResilient();
});

/** A component with words of the user that nothing else keeps. */
function Note(): ReactElement {
  const [words, setWords] = useState(() => kept.at(-1) ?? '');
  useKeepBeforeLoss(() => {
    if (document.querySelector('textarea')) kept.push(words);
  });
  return (
    <textarea aria-label="note" value={words} onChange={(event) => setWords(event.target.value)} />
  );
}
function Neighbour(): null {
  if (useObservable(isBroken)) throw new Error('broken');
  return null;
}
const write = (words: string): void =>
  void fireEvent.change(screen.getByLabelText('note'), { target: { value: words } });
const breakNow = (): void => act(() => isBroken.set(true));
const note = (): string => screen.getByLabelText<HTMLTextAreaElement>('note').value;

it('a draft is kept while its form is still on the page, and is there again afterwards', () => {
  renderResilient(
    <ErrorBoundary
      onReset={() => isBroken.set(false)}
      fallbackRender={({ resetErrorBoundary }) => (
        <button onClick={resetErrorBoundary}>again</button>
      )}
      parts={[keepDrafts()]}
    >
      <Note />
      <Neighbour />
    </ErrorBoundary>,
  );
  write('a first');
  write('a second line');
  breakNow();
  expect(kept).toEqual(['a second line']);
  fireEvent.click(screen.getByText('again'));
  expect(note()).toBe('a second line');
});

it('a draft is kept when a boundary further up takes the form away', () => {
  renderResilient(
    <ErrorBoundary fallback="gone" parts={[keepDrafts()]}>
      <ErrorBoundary fallback="inner" parts={[keepDrafts()]}>
        <Note />
      </ErrorBoundary>
      <Neighbour />
    </ErrorBoundary>,
  );
  write('words');
  breakNow();
  expect(kept).toEqual(['words']);
});

it('a boundary without an error asks no form to keep its draft', () => {
  const { rerender, unmount } = renderResilient(
    <ErrorBoundary fallback="gone" parts={[keepDrafts()]}>
      <Note />
    </ErrorBoundary>,
  );
  write('words');
  rerender(
    <ErrorBoundary fallback="other" parts={[keepDrafts()]}>
      <Note />
    </ErrorBoundary>,
  );
  expect(note()).toBe('words');
  unmount();
  expect(kept).toEqual([]);
});

it('a form without such a boundary works as before', () => {
  renderResilient(<Note />);
  write('words');
  expect(note()).toBe('words');
});
