import type { ReactElement } from 'react';

export function ReviewText(): ReactElement {
  return <p>This is the whole sheet as it will be saved. Open a part to change it.</p>;
}
