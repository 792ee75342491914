const limited = Error as { stackTraceLimit?: number };

/**
 * Makes an error without walking the stack, which is most of its cost. For refusals, which come by the
 * thousand when a server is down and whose stack would only show the pipeline. Engines without the
 * limit, and frozen realms, make the error as always.
 */
export function stackless<TError extends Error>(make: () => TError): TError {
  const limit = limited.stackTraceLimit;
  if (limit === undefined || !trySetLimit(0)) return make();
  try {
    return make();
  } finally {
    trySetLimit(limit);
  }
}

function trySetLimit(limit: number): boolean {
  return Reflect.set(limited, 'stackTraceLimit', limit);
}
