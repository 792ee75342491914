import type { Observable } from '@holdfast/core';
import { tell } from '@holdfast/core/parts';
import type { Data } from './slice-context.ts';
import type { AttachedPersistence, SlicePersistence, SlicePort } from './slice-port.ts';

/** Attaches the persistence of a slice for one user after the other. `status` is the status for the present user. */
export function followPersistence(
  persistence: SlicePersistence<Data> | undefined,
  port: Omit<SlicePort<Data>, 'owner'>,
): {
  readonly status: Observable<unknown> | undefined;
  attach(owner: string | undefined): void;
  detach(): void;
} {
  const listeners = new Set<() => void>();
  let attached: AttachedPersistence<unknown> | undefined;
  let leave: (() => void) | undefined;
  const hear = (): void => tell(listeners);
  return {
    status: persistence && {
      getSnapshot: () => attached?.status.getSnapshot(),
      subscribe(listener) {
        const own = (): void => listener();
        listeners.add(own);
        return () => void listeners.delete(own);
      },
    },
    attach(owner) {
      attached = persistence?.attach(owner === undefined ? port : { ...port, owner });
      leave = attached?.status.subscribe(hear);
      if (listeners.size > 0) hear();
    },
    detach() {
      leave?.();
      attached?.detach();
    },
  };
}
