import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Redirect, Route, Switch, useLocation, useParams, useSearchParams } from 'wouter';
import { Link } from './link.tsx';
import { NavLink } from './nav-link.tsx';
import { Router } from './router.tsx';
import { useHistoryLocation } from './use-history-location.ts';

function turned(before: URLSearchParams): URLSearchParams {
  const after = new URLSearchParams(before);
  if (after.has('of')) after.delete('of');
  else after.set('of', 'a b');
  return after;
}

function Story(): ReactElement {
  const { id } = useParams();
  const [count, setCount] = useState(0);
  const [search, setSearch] = useSearchParams();
  return (
    <>
      <h1>{`Story ${id ?? ''}, pressed ${count}, of ${search.get('of') ?? 'all'}`}</h1>
      <button onClick={() => setCount(count + 1)}>Press</button>
      <button onClick={() => setSearch(turned)}>Of</button>
    </>
  );
}

function Here(): ReactElement {
  const { pathname, search, hash, key, state } = useHistoryLocation();
  return <p>{JSON.stringify([`${pathname}${search}${hash}`, key === 'default', state])}</p>;
}

function Leave(): ReactElement {
  const [, navigate] = useLocation();
  return (
    <button onClick={() => navigate('/', { replace: true, state: { from: 'story' } })}>
      Leave
    </button>
  );
}

let arrive: (page: { default: () => ReactElement }) => void;
const opened = (): void => {
  const Late = lazy(
    () => new Promise<{ default: () => ReactElement }>((resolve) => (arrive = resolve)),
  );
  render(
    <Router>
      <nav>
        <NavLink to="/" end>
          Home
        </NavLink>
        <NavLink to="/stories">Stories</NavLink>
        <Link to="/stories/1">One</Link>
        <Link to="/stories/2">Two</Link>
        <Link to="/late">Late</Link>
        <Link to="/old">Old</Link>
        <Link to="/stories/1" target="_blank">
          Another tab
        </Link>
      </nav>
      <Here />
      <Leave />
      <Suspense fallback={<h1>Loading</h1>}>
        <Switch>
          <Route path="/">
            <h1>Home page</h1>
          </Route>
          <Route path="/late" component={Late} />
          <Route path="/old">
            <Redirect to="/stories/1" replace state={{ from: '/old' }} />
          </Route>
          <Route path="/stories/:id" component={Story} />
          <Route path={/^/}>
            <h1>No such page</h1>
          </Route>
        </Switch>
      </Suspense>
    </Router>,
  );
};
const press = (name: string): boolean => fireEvent.click(screen.getByText(name));
const title = (): string | null => screen.getByRole('heading').textContent;
const current = (name: string): string | null =>
  screen.getByText(name).getAttribute('aria-current');
// jsdom cannot follow a link.
const browser = (event: Event): void => event.preventDefault();
const here = (): unknown => JSON.parse(screen.getByText(/^\[/).textContent);

beforeEach(() => history.replaceState(null, '', '/'));
afterEach(cleanup);

describe('Router', () => {
  it('shows the page of the address, and one page for every other', () => {
    opened();
    expect(title()).toBe('Home page');
    expect(here()).toEqual(['/', true, null]);
    act(() => {
      history.pushState(null, '', '/nowhere');
      dispatchEvent(new PopStateEvent('popstate'));
    });
    expect(title()).toBe('No such page');
  });

  it('goes back and forward, and keeps state and key of a place through a reload', async () => {
    opened();
    press('One');
    expect(title()).toBe('Story 1, pressed 0, of all');
    expect(here()).toEqual(['/stories/1', false, null]);
    const popped = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
    await act(async () => {
      history.back();
      await popped;
    });
    expect(here()).toEqual(['/', true, null]);
    press('Leave');
    expect(here()).toEqual(['/', false, { from: 'story' }]);
    cleanup();
    opened();
    expect(here()).toEqual(['/', false, { from: 'story' }]);
  });

  it('keeps the state of a page between two addresses of its pattern', () => {
    opened();
    press('One');
    press('Press');
    press('Two');
    expect(title()).toBe('Story 2, pressed 1, of all');
  });

  it('keeps the present screen while the part of the next page loads', async () => {
    opened();
    press('Late');
    expect(title()).toBe('Home page');
    await act(async () => arrive({ default: () => <h1>Late page</h1> }));
    expect(title()).toBe('Late page');
  });

  it('leads on from an address, which Back does not find again', () => {
    opened();
    const before = history.length;
    press('Old');
    expect(title()).toBe('Story 1, pressed 0, of all');
    expect(here()).toEqual(['/stories/1', false, { from: '/old' }]);
    expect(history.length).toBe(before + 1);
  });

  it('leads on from the address that the browser opened', () => {
    history.replaceState(null, '', '/old');
    const before = history.length;
    opened();
    expect(title()).toBe('Story 1, pressed 0, of all');
    expect(history.length).toBe(before);
  });

  it('decodes each part of an address once', () => {
    history.replaceState(null, '', '/stories/100%2541%2Fb?of=%2541%26');
    opened();
    expect(title()).toBe('Story 100%41/b, pressed 0, of %41&');
    press('Of');
    expect(here()).toEqual(['/stories/100%2541%2Fb', false, null]);
  });

  it('changes what stands behind the question mark, and nothing else', () => {
    opened();
    press('One');
    press('Of');
    expect(here()).toEqual(['/stories/1?of=a+b', false, null]);
    expect(title()).toBe('Story 1, pressed 0, of a b');
    press('Of');
    expect(here()).toEqual(['/stories/1', false, null]);
  });
});

describe('Link', () => {
  it('adds no entry to the history for the present address', () => {
    opened();
    press('One');
    const before = history.length;
    press('One');
    expect(history.length).toBe(before);
    press('Two');
    expect(history.length).toBe(before + 1);
  });

  it('adds one entry to the history when it is pressed again while its page loads', () => {
    opened();
    const before = history.length;
    press('Late');
    press('Late');
    expect(history.length).toBe(before + 1);
  });

  it.each([
    { ctrlKey: true },
    { metaKey: true },
    { shiftKey: true },
    { altKey: true },
    { button: 1 },
  ])('leaves a press with %o to the browser', (init) => {
    opened();
    const one = screen.getByText('One');
    addEventListener('click', browser);
    fireEvent.click(one, init);
    removeEventListener('click', browser);
    expect(title()).toBe('Home page');
  });

  it('leaves a link to another tab to the browser', () => {
    opened();
    addEventListener('click', browser);
    press('Another tab');
    removeEventListener('click', browser);
    expect(title()).toBe('Home page');
  });
});

describe('NavLink', () => {
  it('says which page is the present one, or stands above it', () => {
    opened();
    expect([current('Home'), current('Stories')]).toEqual(['page', null]);
    press('One');
    expect([current('Home'), current('Stories')]).toEqual([null, 'page']);
  });
});
