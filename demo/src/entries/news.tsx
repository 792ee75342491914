'use client';
import { useOutbox } from '@holdfast/react';
import { lazyWithRetry } from '@holdfast/react/boundary';
import { useState, type ReactElement } from 'react';
import { Apart } from '../look/apart.tsx';
import { quiet } from '../start/web-quiet.ts';

const EntryNews = lazyWithRetry(async () => {
  await quiet();
  return import('./entry-news.tsx');
});

/** Says how waiting entries ended. The words for it load after the page, which shows the same entries by itself. */
export function News(): ReactElement {
  const { items } = useOutbox();
  const [since] = useState(items);
  return (
    <Apart>
      <EntryNews since={since} />
    </Apart>
  );
}
