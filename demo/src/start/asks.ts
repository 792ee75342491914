import { createCell, type Observable, type Transport } from '@holdfast/core';

const underWay = createCell(0);

/** How many requests of this page wait for their answer. */
export const asks: Observable<number> = underWay;

/** Counts the requests that go through a transport, until each has its answer. */
export function withCountedAsks(transport: Transport): Transport {
  return {
    ...transport,
    async send(request, options) {
      underWay.set(underWay.getSnapshot() + 1);
      try {
        return await transport.send(request, options);
      } finally {
        underWay.set(underWay.getSnapshot() - 1);
      }
    },
  };
}
