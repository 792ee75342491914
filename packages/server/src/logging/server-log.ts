import { allowDetails, type FailureJson } from '@holdfast/core/parts';
import type { LogLevel, LogSink } from './request-log.ts';
import { messagesOf } from './messages-of.ts';
import { framesOf } from './stack-frames.ts';
import { toServerFailure } from '../naming/to-server-failure.ts';

/** The log of a server. Its only free text is the redacted messages of unexpected errors. */
export interface ServerLog {
  readonly request: LogSink;
  /** Something that happened beside requests, such as `configuration.refused`. */
  event(level: LogLevel, name: string, about?: EventDetails): void;
}

export interface EventDetails {
  /** Numbers, booleans, words and lists of them; everything else is left out. */
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly thrown?: unknown;
}

export interface EventLine {
  readonly event: string;
  readonly failure?: FailureJson;
  /** The redacted messages of the thrown error and its causes. */
  readonly messages?: readonly string[];
  readonly frames?: readonly string[];
  readonly [field: string]: unknown;
}

/** Makes the line of an event, from the facts that a log may keep. */
export function toEventLine(name: string, { fields = {}, thrown }: EventDetails = {}): EventLine {
  return {
    ...allowDetails<Record<string, unknown>>(...Object.keys(fields))(fields),
    event: name,
    ...(thrown === undefined
      ? {}
      : {
          failure: toServerFailure(thrown).toJSON(),
          messages: messagesOf(thrown),
          frames: framesOf(thrown),
        }),
  };
}
