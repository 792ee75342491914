import { Announcer, HoldfastProvider, useObservable } from '@holdfast/react';
import { accessible, BoundaryFallback, ErrorBoundary } from '@holdfast/react/boundary';
import type { ReactElement } from 'react';
import { News } from './entries/news.tsx';
import { ExpiredSession } from './features/session/expired-session.tsx';
import { SignOut } from './features/session/sign-out.tsx';
import type { Fireside } from './fireside/fireside.ts';
import { FiresideContext } from './fireside/fireside-context.ts';
import { Frame } from './frame/frame.tsx';
import { Router } from './router/router.tsx';
import { FiresideRoutes } from './routes.tsx';
import { PageLanguage } from './words/page-language.tsx';
import { pageWords } from './words/page-words.ts';

const PARTS = [accessible()];

export function App({ fireside }: { readonly fireside: Fireside }): ReactElement {
  const { language, messages } = useObservable(pageWords);
  return (
    <FiresideContext value={fireside}>
      <PageLanguage language={language}>
        <HoldfastProvider holdfast={fireside.holdfast} messages={messages}>
          <Router>
            <Frame signOut={<SignOut />}>
              <ErrorBoundary name="This page" FallbackComponent={BoundaryFallback} parts={PARTS}>
                <FiresideRoutes />
              </ErrorBoundary>
            </Frame>
            <ExpiredSession />
            <News />
            <Announcer />
          </Router>
        </HoldfastProvider>
      </PageLanguage>
    </FiresideContext>
  );
}
