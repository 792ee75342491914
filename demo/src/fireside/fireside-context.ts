import { createContext, use } from 'react';
import type { Fireside } from './fireside.ts';

export const FiresideContext = createContext<Fireside | null>(null);

export function useFireside(): Fireside {
  const fireside = use(FiresideContext);
  if (!fireside)
    throw new Error('Put the screens inside <FiresideContext value={createFireside()}>.');
  return fireside;
}
