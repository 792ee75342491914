import { useObservable } from '@holdfast/react';
import { useFireside } from '../fireside/fireside-context.ts';
import type { Account } from './account-keeper.ts';

export function useAccount(): Account | null {
  return useObservable(useFireside().account);
}
