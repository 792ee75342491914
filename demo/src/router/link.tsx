import type { ComponentProps, ReactElement } from 'react';
import { Link as Wouter } from 'wouter';

export interface LinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  /** An address within the app. */
  readonly to: string;
}

/** A link within the app. The browser follows it itself when the user asks for another tab, another window or a file. */
export function Link({ to, children, ...rest }: LinkProps): ReactElement {
  // Wouter would open a link to another tab in this one.
  const isForAnother = (rest.target ?? '_self') !== '_self' || rest.download !== undefined;
  return isForAnother ? (
    <a {...rest} href={to}>
      {children}
    </a>
  ) : (
    <Wouter {...rest} to={to}>
      {children}
    </Wouter>
  );
}
