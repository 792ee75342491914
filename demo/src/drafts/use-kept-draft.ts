'use client';
import type { DraftRecord } from '@holdfast/core/parts';
import { useHoldfast } from '@holdfast/react';
import { useEffect, useState } from 'react';
import { useAccount } from '../account/use-account.ts';

/** The draft that this device keeps under a key, as it was when the page opened; `undefined` until it is found. */
export function useKeptDraft(key: string): DraftRecord | undefined {
  const { drafts } = useHoldfast();
  const owner = useAccount()?.subject;
  const [found, setFound] = useState<DraftRecord>();
  useEffect(() => {
    let isLeft = false;
    if (drafts && owner !== undefined) {
      // The form of the draft says that it cannot be read.
      drafts.load(owner, key).then(
        (record) => isLeft || setFound(record),
        () => {},
      );
    }
    return () => {
      isLeft = true;
    };
  }, [drafts, key, owner]);
  return found?.owner === owner ? found : undefined;
}
