import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { PageHeading } from './page-heading.tsx';

export function NoSuchPage(): ReactElement {
  return (
    <div className="stack">
      <PageHeading title="There is no such page" />
      <p>
        <Link to="/">Back to your characters</Link>
      </p>
    </div>
  );
}
