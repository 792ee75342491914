export {
  /** The part of MSW that a scenario uses. */
  type MswLike,
  /** Puts the faults of a scenario before the handlers of MSW. */
  toHandlers,
  /** What `toHandlers` takes besides. */
  type ToHandlersOptions,
} from './to-handlers.ts';
