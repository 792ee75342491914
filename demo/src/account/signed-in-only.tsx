import { Fragment, type ReactElement, type ReactNode } from 'react';
import { Redirect } from 'wouter';
import { useHistoryLocation } from '../router/use-history-location.ts';
import { useAccount } from './use-account.ts';

/**
 * Shows its children to the user who is signed in: another user gets fresh components, and without a user
 * it shows the sign-in.
 */
export function SignedInOnly({ children }: { readonly children: ReactNode }): ReactElement {
  const account = useAccount();
  const { pathname, search, hash } = useHistoryLocation();
  return account ? (
    <Fragment key={account.subject}>{children}</Fragment>
  ) : (
    <Redirect to="/sign-in" replace state={{ from: `${pathname}${search}${hash}` }} />
  );
}
