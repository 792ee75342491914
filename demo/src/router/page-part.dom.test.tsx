import { act, cleanup, render, screen } from '@testing-library/react';
import { Suspense, type ReactElement } from 'react';
import { afterEach, expect, it } from 'vitest';
import { AfterLoad } from './after-load.tsx';
import { pagePart } from './page-part.tsx';

afterEach(cleanup);

/** A page whose part comes when the test says so, and what a person reads of it, in the order of showing. */
function createPage() {
  // React renders everything twice in a test.
  const shown = new Set<string>();
  const comes = Promise.withResolvers<{ default: () => ReactElement }>();
  const part = pagePart(() => comes.promise);
  function Show({ text }: { readonly text: string }): ReactElement {
    shown.add(text);
    return <p>{text}</p>;
  }
  const come = (): void => comes.resolve({ default: () => <Show text="the page" /> });
  const page = (
    <Suspense fallback={<Show text="the fallback" />}>
      <part.Page />
    </Suspense>
  );
  return { part, page, shown, come };
}

it('a page whose part is at hand shows at once, without a fallback', async () => {
  const { part, page, shown, come } = createPage();
  come();
  await part.load();
  render(page);
  expect([...shown]).toEqual(['the page']);
});

it('a page whose part is on its way shows when it has come', async () => {
  const { page, shown, come } = createPage();
  render(page);
  expect([...shown]).toEqual(['the fallback']);
  await act(async () => come());
  expect(screen.getByText('the page')).toBeTruthy();
});

it('the first page shows as soon as its part has come, without a fallback before it', async () => {
  const { part, page, shown, come } = createPage();
  const { container } = render(<AfterLoad load={part.load()}>{page}</AfterLoad>);
  expect(container.textContent).toBe('');
  await act(async () => come());
  expect([...shown]).toEqual(['the page']);
});

it('a first page whose part did not come asks for it again', async () => {
  const { page, shown } = createPage();
  const failed = Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
  render(<AfterLoad load={failed}>{page}</AfterLoad>);
  await act(async () => {});
  expect([...shown]).toEqual(['the fallback']);
});
