import { useState } from 'react';

/**
 * What the page shows of a thing with this id: the thing itself, and the last that was there after it is gone. Another
 * tab may delete what the writer is changing here, and takes no typed text from the screen.
 */
export function useOpened<T extends { readonly id: string }>(
  id: string,
  there: T | undefined,
): T | undefined {
  const [last, setLast] = useState(there);
  if (there !== undefined && there !== last) setLast(there);
  return there ?? (last?.id === id ? last : undefined);
}
