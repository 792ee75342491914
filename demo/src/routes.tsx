import { Suspense, type ComponentType, type ReactElement } from 'react';
import { Route, Switch } from 'wouter';
import { SignedInOnly } from './account/signed-in-only.tsx';
import { NoSuchPage } from './frame/no-such-page.tsx';
import { AfterLoad } from './router/after-load.tsx';
import { matchPath } from './router/match-path.ts';
import { pagePart, type PagePart } from './router/page-part.tsx';

/**
 * The pages of a writer who is signed in. Each is a part of its own, which loads when it is first opened. The first that
 * fits an address is shown.
 */
const loads: Readonly<Record<string, () => Promise<{ default: ComponentType }>>> = {
  '/': () => import('./home.tsx'),
  '/characters': () => import('./features/characters/characters-page.tsx'),
  '/characters/new': () => import('./features/wizard/wizard-page.tsx'),
  '/characters/:id': () => import('./features/characters/character-page.tsx'),
  '/characters/:id/edit': () => import('./features/wizard/edit-page.tsx'),
  '/characters/:id/print': () => import('./features/export/print-character-page.tsx'),
  '/stories': () => import('./features/stories/stories-page.tsx'),
  '/stories/new': () => import('./features/stories/new-story-page.tsx'),
  '/stories/:id': () => import('./features/stories/story-page.tsx'),
  '/stories/:id/print': () => import('./features/export/print-story-page.tsx'),
  '/export': () => import('./features/export/export-page.tsx'),
  '/relationships': () => import('./features/relationships/relationships-page.tsx'),
  '/activity': () => import('./features/activity/activity-page.tsx'),
  '/preferences': () => import('./features/preferences/preferences-page.tsx'),
  '/account': () => import('./features/account/account-page.tsx'),
  '/share': () => import('./features/share/share-page.tsx'),
  '/admin': () => import('./features/admin/admin-page.tsx'),
  '/admin/report': () => import('./features/admin/report/report-page.tsx'),
  '/admin/alerts': () => import('./features/admin/alerts/alerts-page.tsx'),
  '/fault-lab': () => import('./fault-lab.tsx'),
};

const partsOf = (of: typeof loads): [path: string, part: PagePart][] =>
  Object.entries(of).map(([path, load]) => [path, pagePart(load)]);

const open = partsOf({
  '/sign-in': () => import('./features/session/sign-in-page.tsx'),
  '/sign-up': () => import('./features/session/sign-up-page.tsx'),
});
const signedIn = partsOf(loads);

const routes = [
  ...open.map(([path, { Page }]) => <Route key={path} path={path} component={Page} />),
  ...signedIn.map(([path, { Page }]) => (
    <Route key={path} path={path}>
      <SignedInOnly>
        <Page />
      </SignedInOnly>
    </Route>
  )),
];

let first: Promise<unknown> = Promise.resolve();

/** Begins to load the part of a page, while the app still starts. The page asks again for a part that did not come. */
export function preloadPage(pathname: string): void {
  const found = [...open, ...signedIn].find(([path]) => matchPath(path, pathname));
  if (found) first = found[1].load().catch(() => {});
}

export function FiresideRoutes(): ReactElement {
  return (
    <AfterLoad load={first}>
      <Suspense fallback={null}>
        <Switch>
          {routes}
          <Route path={/^/} component={NoSuchPage} />
        </Switch>
      </Suspense>
    </AfterLoad>
  );
}
