'use client';
import { lazyWithRetry } from '@holdfast/react/boundary';
import type { ReactElement } from 'react';
import { Apart } from '../look/apart.tsx';
import { afterPaint } from '../look/web-after-paint.ts';
import type { RelationshipsOfProps } from './relationships-of.tsx';

const RelationshipsOf = lazyWithRetry(async () => {
  await afterPaint();
  return import('./relationships-of.tsx');
});

/** The relationships of one page. They come after the page itself, and so do not weigh on its first load. */
export function LazyRelationshipsOf(props: RelationshipsOfProps): ReactElement {
  return (
    <Apart>
      <RelationshipsOf {...props} />
    </Apart>
  );
}
