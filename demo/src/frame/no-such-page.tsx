'use client';
import type { ReactElement } from 'react';
import { Link } from '../router/link.tsx';
import { useText } from '../words/use-text.ts';
import { PageHeading } from './page-heading.tsx';
import { words } from './words.ts';

export function NoSuchPage(): ReactElement {
  const text = useText(words);
  return (
    <div className="stack">
      <PageHeading title={text.noSuchPage} />
      <p>
        <Link className="lone-link" to="/">
          {text.backHome}
        </Link>
      </p>
    </div>
  );
}
