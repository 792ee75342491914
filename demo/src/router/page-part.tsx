import { lazyWithRetry } from '@holdfast/react/boundary';
import { useState, type ComponentType, type ReactElement } from 'react';

/** The part of a page, which loads when the user opens the page. */
export interface PagePart {
  /** The page. While its part loads, it suspends. */
  readonly Page: ComponentType;
  /** Loads the part. From then on the page shows at once. */
  readonly load: () => Promise<unknown>;
}

/**
 * A page whose part loads by itself. `React.lazy` suspends also when the part is at hand, and React holds a page back
 * for 0.3 s after the fallback of a `Suspense`. So a page whose part has come is a plain component.
 */
export function pagePart(load: () => Promise<{ default: ComponentType }>): PagePart {
  let atHand: ComponentType | undefined;
  const keep = async (): Promise<{ default: ComponentType }> => {
    const part = await load();
    atHand = part.default;
    return part;
  };
  const Late = lazyWithRetry(keep);
  function Page(): ReactElement {
    const [Part] = useState(() => atHand ?? Late);
    return <Part />;
  }
  return { Page, load: keep };
}
