import type { ComponentProps, MouseEvent, ReactElement } from 'react';
import { addressOf } from './location.ts';
import { useRouting } from './router-context.ts';

export interface LinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  /** An address within the app. */
  readonly to: string;
}

/**
 * A link within the app. The browser follows it itself when the user asks for another tab, another window or a file. A
 * link to the present address adds no entry to the history.
 */
export function Link({ to, onClick, children, ...rest }: LinkProps): ReactElement {
  const { location, navigate } = useRouting();
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event);
    if (event.defaultPrevented || !isPlain(event) || isForAnother(rest)) return;
    event.preventDefault();
    const target = new URL(to, window.location.href);
    navigate(to, { replace: addressOf(target) === addressOf(location) });
  };
  return (
    <a {...rest} href={to} onClick={follow}>
      {children}
    </a>
  );
}

/** Whether the main button alone pressed the link. */
const isPlain = ({ button, metaKey, altKey, ctrlKey, shiftKey }: MouseEvent): boolean =>
  button === 0 && !metaKey && !altKey && !ctrlKey && !shiftKey;

const isForAnother = ({ target, download }: ComponentProps<'a'>): boolean =>
  (target !== undefined && target !== '_self') || download !== undefined;
