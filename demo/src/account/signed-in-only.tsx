import { Fragment, type ReactElement, type ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { useAccount } from './use-account.ts';

/** What is inside belongs to one person: another person gets a fresh copy of it, nobody gets the door. */
export function SignedInOnly({ children }: { readonly children: ReactNode }): ReactElement {
  const account = useAccount();
  const { pathname } = useLocation();
  return account ? (
    <Fragment key={account.subject}>{children}</Fragment>
  ) : (
    <Navigate to="/sign-in" replace state={{ from: pathname }} />
  );
}
