import type { ReactElement } from 'react';
import { useLocation } from 'wouter';
import { Link, type LinkProps } from './link.tsx';

interface NavLinkProps extends LinkProps {
  /** Only the address itself is current, and no address below it. */
  readonly end?: boolean;
}

/** A link that says when it leads to the present page, or to one above it. */
export function NavLink({ end = false, ...link }: NavLinkProps): ReactElement {
  const at = useLocation()[0].toLowerCase();
  const to = link.to.toLowerCase();
  const isCurrent = at === to || (!end && at.startsWith(`${to}/`));
  return <Link {...link} aria-current={isCurrent ? 'page' : undefined} />;
}
