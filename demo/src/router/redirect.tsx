import { useEffect } from 'react';
import { useNavigate } from './use-navigate.ts';

interface RedirectProps {
  readonly to: string;
  readonly state?: unknown;
}

/** Leads on to another address, which takes the place of the present one in the history. */
export function Redirect({ to, state }: RedirectProps): null {
  const navigate = useNavigate();
  useEffect(() => navigate(to, { replace: true, state }), [navigate, to, state]);
  return null;
}
