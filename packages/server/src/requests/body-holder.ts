import type { Bytes } from '@holdfast/core';

/** A framework that keeps the body of a request once it has read it. */
export interface BodyHolder {
  /** What it has read; `undefined` when it does not have the bytes. */
  read(): Promise<Bytes> | undefined;
  /** Takes what is read here, so that its own methods go on working. */
  keep(reading: Promise<Bytes>): void;
}
