'use client';
import type { ReactElement } from 'react';
import { useLocation } from 'wouter';
import { Link } from '../router/link.tsx';
import { useText } from '../words/use-text.ts';
import { words } from './words.ts';

const places = ['characters', 'stories', 'admin'] as const;

/** The way back up from a page below a place. The heading of the page is its last part. */
export function Crumbs(): ReactElement | null {
  const text = useText(words);
  const [, first, below] = useLocation()[0].split('/');
  const place = places.find((one) => one === first);
  if (!place || !below) return null;
  return (
    <nav className="crumbs" aria-label={text.crumbs}>
      <span aria-hidden="true">‹ </span>
      <Link to={`/${place}`}>{place === 'admin' ? text.admin : text.places[place]}</Link>
    </nav>
  );
}
