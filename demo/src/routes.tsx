import { lazyWithRetry } from '@holdfast/react/boundary';
import { Suspense, type ComponentType, type ReactElement } from 'react';
import { Route, Switch } from 'wouter';
import { SignedInOnly } from './account/signed-in-only.tsx';
import { NoSuchPage } from './frame/no-such-page.tsx';
import { matchPath } from './router/match-path.ts';

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

const SignInPage = lazyWithRetry(() => import('./features/session/sign-in-page.tsx'));
const SignUpPage = lazyWithRetry(() => import('./features/session/sign-up-page.tsx'));

const pages = Object.entries(loads).map(([path, load]) => {
  const Page = lazyWithRetry(load);
  return (
    <Route key={path} path={path}>
      <SignedInOnly>
        <Page />
      </SignedInOnly>
    </Route>
  );
});

/** Begins to load the part of a page, while the app still starts. The page asks again for a part that did not come. */
export function preloadPage(pathname: string): void {
  const found = Object.entries(loads).find(([path]) => matchPath(path, pathname));
  found?.[1]().catch(() => {});
}

export function FiresideRoutes(): ReactElement {
  return (
    <Suspense fallback={null}>
      <Switch>
        <Route path="/sign-in" component={SignInPage} />
        <Route path="/sign-up" component={SignUpPage} />
        {pages}
        <Route path={/^/} component={NoSuchPage} />
      </Switch>
    </Suspense>
  );
}
