import { endResilient, renderResilient } from '@holdfast/testing/react';
import { createWorld } from '@holdfast/testing';
import { fireEvent, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, expect, it } from 'vitest';
import type { FallbackProps } from './boundary-props.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { escalateAfter } from './escalate-after.ts';

afterEach(endResilient);

let thrown: () => unknown;
function Broken(): never {
  throw thrown();
}
const Again = ({ resetErrorBoundary }: FallbackProps): ReactElement => (
  <button onClick={() => resetErrorBoundary()}>again</button>
);
const page = (inner: Parameters<typeof escalateAfter>[0]): ReactElement => (
  <ErrorBoundary
    name="page"
    fallbackRender={({ error }) => <p>{`the page caught ${String(error)}`}</p>}
  >
    <p>beside</p>
    <ErrorBoundary name="widget" FallbackComponent={Again} parts={[escalateAfter(inner)]}>
      <Broken />
    </ErrorBoundary>
  </ErrorBoundary>
);
const again = (): void => void fireEvent.click(screen.getByText('again'));

it.each<[string, () => unknown]>([
  ['an error', () => new Error('e')],
  ['a text', () => 'text'],
  ['zero', () => 0],
])(
  'a boundary gives %s to the boundary above when it is the third within the window',
  (_, make) => {
    thrown = make;
    const { world } = renderResilient(page({ errors: 3 }));
    again();
    expect(screen.getByText('beside')).toBeTruthy();
    again();
    expect(screen.getByText(`the page caught ${String(make())}`)).toBeTruthy();
    expect(screen.queryByText('beside')).toBeNull();
    const names = world.events.map((event) => 'boundary' in event && event.boundary);
    expect(names).toEqual(['widget', 'widget', 'page']);
  },
);

it('each error is reported once, by the boundary that shows it', () => {
  const world = createWorld();
  thrown = () => 'text';
  renderResilient(page({ errors: 2 }), { world });
  again();
  expect(world.events).toMatchObject([
    { type: 'boundary.caught', boundary: 'widget' },
    { type: 'boundary.caught', boundary: 'page' },
  ]);
});

it('a boundary forgets errors from before the window', async () => {
  thrown = () => 'text';
  const { advance } = renderResilient(page({ errors: 2, windowMs: 1_000 }));
  await advance(1_000);
  again();
  expect(screen.getByText('again')).toBeTruthy();
  await advance(999);
  again();
  expect(screen.getByText('the page caught text')).toBeTruthy();
});

it('a boundary without this part keeps every error', () => {
  thrown = () => 'text';
  renderResilient(
    <ErrorBoundary fallback="the page">
      <ErrorBoundary FallbackComponent={Again}>
        <Broken />
      </ErrorBoundary>
    </ErrorBoundary>,
  );
  for (let times = 0; times < 20; times += 1) again();
  expect(screen.getByText('again')).toBeTruthy();
});
