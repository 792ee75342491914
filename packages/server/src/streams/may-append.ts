import type { Appender, LoggedStream } from './stream-log.ts';

/** Whether an open stream may be appended to. The one rule of every log, which SQL logs say in SQL. */
export function mayAppend(
  { endedAt, writer, leaseUntil }: Pick<LoggedStream, 'endedAt' | 'writer' | 'leaseUntil'>,
  by: Appender,
): boolean {
  if (endedAt !== undefined) return false;
  switch (by.as) {
    case 'writer':
      return by.writer === writer;
    case 'heir':
      return leaseUntil < by.at;
    case 'canceller':
      return true;
  }
}
