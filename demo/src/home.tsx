import type { ReactElement } from 'react';
import { Dashboard } from './features/dashboard/dashboard.tsx';
import { StorySparks } from './features/sparks/story-sparks.tsx';

/** The first page of a writer who is signed in, composed of parts of the features. */
export default function Home(): ReactElement {
  return (
    <Dashboard>
      <StorySparks />
    </Dashboard>
  );
}
