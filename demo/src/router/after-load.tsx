import { useEffect, useState, type ReactNode } from 'react';

interface AfterLoadProps {
  /** The children show when it resolves or rejects. */
  readonly load: Promise<unknown>;
  readonly children: ReactNode;
}

/** Shows nothing while a part of the app loads. Unlike a `Suspense`, it shows its children as soon as the part is there. */
export function AfterLoad({ load, children }: AfterLoadProps): ReactNode {
  const [settled, setSettled] = useState<Promise<unknown>>();
  useEffect(() => {
    const settle = (): void => setSettled(load);
    void load.then(settle, settle);
  }, [load]);
  return settled === load && children;
}
