'use client';
import { ConnectivityBanner, useObservable } from '@holdfast/react';
import type { ReactElement } from 'react';
import { useFireside } from '../fireside/fireside-context.ts';

/** The one place that speaks of the connection. It says nothing while Fireside answers. */
export function ConnectionLine(): ReactElement {
  const { outbox } = useFireside();
  return <ConnectivityBanner className="connection" storage={useObservable(outbox.storage)} />;
}
