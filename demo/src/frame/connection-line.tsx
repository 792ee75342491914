'use client';
import { ConnectivityBanner, useObservable } from '@holdfast/react';
import type { ReactElement } from 'react';
import { useFireside } from '../fireside/fireside-context.ts';
import { useAddress } from '../router/use-address.ts';

/** What the user does on these pages goes to the server at once, or fails by name. The outbox takes none of it. */
const DIRECT = /^\/(admin|account|fault-lab)(\/|$)/u;

/** The one place that speaks of the connection. It says nothing while Fireside answers. */
export function ConnectionLine(): ReactElement {
  const { outbox } = useFireside();
  const [path] = useAddress();
  return (
    <ConnectivityBanner
      className="connection"
      storage={useObservable(outbox.storage)}
      queues={!DIRECT.test(path)}
    />
  );
}
