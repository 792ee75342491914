'use client';
import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { useHistoryLocation } from '../router/use-history-location.ts';
import { Crumbs } from './crumbs.tsx';

interface PageHeadingProps {
  readonly title: string;
  readonly children?: ReactNode;
}

/**
 * Names the page in the tab and in the text, and takes the focus after a navigation, so that a screen
 * reader reads it.
 */
export function PageHeading({ title, children }: PageHeadingProps): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  const { key } = useHistoryLocation();
  useEffect(() => {
    // `default` is the page the browser itself opened; there the focus belongs to the browser.
    if (key !== 'default') heading.current?.focus();
  }, [key]);
  return (
    <div className="heading">
      <title>{`${title} · Fireside`}</title>
      <Crumbs />
      <h1 ref={heading} tabIndex={-1}>
        {children ?? title}
      </h1>
    </div>
  );
}
