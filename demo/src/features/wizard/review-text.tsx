import type { ReactElement } from 'react';

export function ReviewText(): ReactElement {
  return (
    <p>This is the whole sheet as it will be saved. Open a part in the margin to change it.</p>
  );
}
