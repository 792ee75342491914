import { createCell, type Observable } from '@holdfast/core';

/** An observable whose source comes later. */
export interface LaterValue<T> extends Observable<T> {
  /** Sets the value until the source is there. */
  set(value: T): void;
  /** From now on the value is that of the source. */
  follow(source: Observable<T>): void;
}

/** Shows `initial`, or what was set, until its source is there. */
export function laterValue<T>(initial: T): LaterValue<T> {
  const before = createCell(initial);
  const changes = createCell(0);
  const change = (): void => changes.set(changes.getSnapshot() + 1);
  let source: Observable<T> = before;
  before.subscribe(change);
  return {
    getSnapshot: () => source.getSnapshot(),
    subscribe: changes.subscribe,
    set: before.set,
    follow(next) {
      source = next;
      source.subscribe(change);
      change();
    },
  };
}
