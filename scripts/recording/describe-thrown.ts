/**
 * Describes a thrown value as JSON. Its source text travels into the engine that threw the value, so it
 * knows only its arguments.
 */
export function describeThrown(thrown: unknown, depth = 0): unknown {
  const plain = (value: unknown): boolean =>
    value === null || ['string', 'number', 'boolean'].includes(typeof value);
  const primitives = (source: object, skip: readonly string[]): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(source).filter(([key, value]) => plain(value) && !skip.includes(key)),
    );
  const orNothing = (props: object): object => (Object.keys(props).length > 0 ? { props } : {});

  if (thrown === undefined) return { as: 'odd', what: 'undefined' };
  if (plain(thrown)) return { as: 'value', value: thrown };
  if (typeof thrown !== 'object' || thrown === null) return { as: 'odd', what: typeof thrown };

  if (typeof DOMException === 'function' && thrown instanceof DOMException) {
    return { as: 'exception', name: thrown.name, message: thrown.message };
  }
  if (typeof Event === 'function' && thrown instanceof Event) {
    const { message, filename } = thrown as Partial<ErrorEvent>;
    let error: unknown;
    try {
      ({ error } = (thrown.target ?? {}) as { error?: unknown });
    } catch {
      // A request that is still waiting refuses to tell.
    }
    return {
      as: 'event',
      type: thrown.type,
      props: { ...(message === undefined ? {} : { message, filename }) },
      ...(error ? { error: describeThrown(error, depth + 1) } : {}),
    };
  }
  if (typeof Response === 'function' && thrown instanceof Response) {
    return { as: 'response', status: thrown.status, headers: Object.fromEntries(thrown.headers) };
  }
  if (thrown instanceof Error) {
    const native = [
      'TypeError',
      'SyntaxError',
      'ReferenceError',
      'RangeError',
      'URIError',
      'EvalError',
      'AggregateError',
    ].find(
      (name) => thrown instanceof (globalThis as never as Record<string, typeof Error>)[name]!,
    );
    const ctor = native ?? 'Error';
    const { errors, issues, response, cause, code } = thrown as {
      errors?: unknown;
      issues?: unknown;
      response?: { status?: number };
      cause?: unknown;
      code?: unknown;
    };
    const props = {
      ...primitives(thrown, ['stack', 'message', 'name']),
      ...(plain(code) ? { code } : {}),
      ...(Array.isArray(issues) ? { issues: JSON.parse(JSON.stringify(issues)) } : {}),
      ...(response?.status === undefined ? {} : { response: { status: response.status } }),
    };
    return {
      as: 'error',
      ctor,
      message: thrown.message,
      ...(thrown.name === ctor ? {} : { name: thrown.name }),
      ...orNothing(props),
      ...(Array.isArray(errors) && depth < 3
        ? { errors: errors.slice(0, 5).map((one) => describeThrown(one, depth + 1)) }
        : {}),
      ...(cause === undefined || depth > 3 ? {} : { cause: describeThrown(cause, depth + 1) }),
    };
  }
  const issues = (thrown as { issues?: unknown }).issues;
  if (Array.isArray(issues)) {
    return { as: 'foreign', name: '', props: { issues: JSON.parse(JSON.stringify(issues)) } };
  }
  const { name, result } = thrown as { name?: unknown; result?: unknown };
  return {
    as: 'foreign',
    name: String(name ?? ''),
    props: { ...(plain(result) ? { result } : {}) },
  };
}
