import type { Bytes } from '@holdfast/core/parts';

/** A framework that keeps the body of a request once it has read it. */
export interface BodyHolder {
  /** The bytes that it has read; `undefined` when it does not have them. */
  read(): Promise<Bytes> | undefined;
  /** Receives the bytes that are read here, so that the framework's own methods go on working. */
  keep(reading: Promise<Bytes>): void;
}
