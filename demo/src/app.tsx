import { Announcer, HoldfastProvider } from '@holdfast/react';
import { ErrorBoundary } from '@holdfast/react/boundary';
import type { ReactElement } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { SignedInOnly } from './account/signed-in-only.tsx';
import { EntryNews } from './entries/entry-news.tsx';
import { ActivityPage } from './features/activity/activity-page.tsx';
import { CharacterPage } from './features/characters/character-page.tsx';
import { CharactersPage } from './features/characters/characters-page.tsx';
import { SignInPage } from './features/session/sign-in-page.tsx';
import { SignOut } from './features/session/sign-out.tsx';
import { SignUpPage } from './features/session/sign-up-page.tsx';
import { StorySparks } from './features/sparks/story-sparks.tsx';
import { WizardPage } from './features/wizard/wizard-page.tsx';
import type { Fireside } from './fireside/fireside.ts';
import { FiresideContext } from './fireside/fireside-context.ts';
import { ConnectionNews } from './frame/connection-news.tsx';
import { Frame } from './frame/frame.tsx';
import { NoSuchPage } from './frame/no-such-page.tsx';

export function App({ fireside }: { readonly fireside: Fireside }): ReactElement {
  const characters = (
    <CharactersPage>
      <StorySparks />
    </CharactersPage>
  );
  return (
    <FiresideContext value={fireside}>
      <HoldfastProvider holdfast={fireside.holdfast}>
        <BrowserRouter>
          <Frame signOut={<SignOut />}>
            <ErrorBoundary name="This page">
              <Routes>
                <Route path="/sign-in" element={<SignInPage key="in" />} />
                <Route path="/sign-up" element={<SignUpPage key="up" />} />
                <Route path="/" element={<SignedInOnly>{characters}</SignedInOnly>} />
                <Route
                  path="/characters/new"
                  element={
                    <SignedInOnly>
                      <WizardPage />
                    </SignedInOnly>
                  }
                />
                <Route
                  path="/characters/:id"
                  element={
                    <SignedInOnly>
                      <CharacterPage />
                    </SignedInOnly>
                  }
                />
                <Route
                  path="/activity"
                  element={
                    <SignedInOnly>
                      <ActivityPage />
                    </SignedInOnly>
                  }
                />
                <Route path="*" element={<NoSuchPage />} />
              </Routes>
            </ErrorBoundary>
          </Frame>
          <ConnectionNews />
          <EntryNews />
          <Announcer />
        </BrowserRouter>
      </HoldfastProvider>
    </FiresideContext>
  );
}
