// Renders a thousand parts, each in a boundary of ours or in one of react-error-boundary.
import { ErrorBoundary } from '@holdfast/react/boundary';
import type { ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { ErrorBoundary as PeerBoundary } from 'react-error-boundary';
import { sideBySide, type Samples } from './react-side-by-side.ts';

const PARTS = Array.from({ length: 1_000 }, (_, index) => index);
const fallback = <p>Broken</p>;

type InBoundary = (part: number, child: ReactElement) => ReactElement;

const inOurs: InBoundary = (part, child) => (
  <ErrorBoundary key={part} fallback={fallback}>
    {child}
  </ErrorBoundary>
);
const inPeer: InBoundary = (part, child) => (
  <PeerBoundary key={part} fallback={fallback}>
    {child}
  </PeerBoundary>
);

function timeRender(root: Root, inBoundary: InBoundary, round: number): number {
  const start = performance.now();
  flushSync(() =>
    root.render(
      PARTS.map((part) =>
        inBoundary(
          part,
          <p>
            {part} {round}
          </p>,
        ),
      ),
    ),
  );
  return performance.now() - start;
}

const newRoot = (): Root => createRoot(document.createElement('main'));

const mount = (inBoundary: InBoundary) => (round: number) => {
  const root = newRoot();
  const ms = timeRender(root, inBoundary, round);
  root.unmount();
  return ms;
};

function stay(inBoundary: InBoundary): (round: number) => number {
  const root = newRoot();
  return (round) => timeRender(root, inBoundary, round);
}

/** The milliseconds of the first render of a thousand boundaries, and of one more render of them. */
export const boundaries = async (rounds: number): Promise<{ first: Samples; again: Samples }> => ({
  first: await sideBySide(rounds, mount(inOurs), mount(inPeer)),
  again: await sideBySide(rounds, stay(inOurs), stay(inPeer)),
});
