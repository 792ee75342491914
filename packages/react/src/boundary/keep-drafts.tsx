'use client';
import { tell } from '@holdfast/core/parts';
import { useCallback, useContext, type ReactElement, type ReactNode } from 'react';
import type { BoundaryPart } from './boundary-part.ts';
import type { Caught } from './caught.ts';
import { KeeperContext, type Keeper, type Save } from './use-keep-before-loss.ts';

function Keeping(props: { readonly saves: Set<Save>; readonly children: ReactNode }): ReactElement {
  const { saves, children } = props;
  const outer = useContext(KeeperContext);
  const keeper = useCallback<Keeper>(
    (save) => {
      saves.add(save);
      // When a boundary further up takes the whole subtree away, it asks too.
      const undo = outer?.(save);
      return () => {
        saves.delete(save);
        undo?.();
      };
    },
    [saves, outer],
  );
  return <KeeperContext.Provider value={keeper}>{children}</KeeperContext.Provider>;
}

/**
 * Has every form inside keep its draft while it is still on the page, just before the fallback takes its place. The
 * forms of `@holdfast/forms` do so, and show the draft again when they come back. Other components use
 * `useKeepBeforeLoss`.
 */
export function keepDrafts(): BoundaryPart {
  return (boundary) => {
    const saves = new Set<Save>();
    let seen: Caught | null = null;
    return {
      before() {
        const caught = boundary.caught();
        if (caught && caught !== seen) tell(saves);
        seen = caught;
      },
      frame: (content) => <Keeping saves={saves}>{content}</Keeping>,
    };
  };
}
