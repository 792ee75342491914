import { Failure } from '@holdfast/core';
import { type Catalogue, catalogue } from '@holdfast/core/failures';

/** Something thrown, as the corpus writes it down. */
export type Thrown =
  | {
      readonly as: 'error';
      readonly ctor: string;
      readonly message: string;
      readonly name?: string;
      readonly props?: Readonly<Record<string, unknown>>;
      readonly cause?: Thrown;
      readonly errors?: readonly Thrown[];
    }
  | { readonly as: 'exception'; readonly name: string; readonly message: string }
  | {
      readonly as: 'event';
      readonly type: string;
      readonly props: Readonly<Record<string, unknown>>;
      readonly error?: Thrown;
    }
  | {
      readonly as: 'foreign';
      readonly name: string;
      readonly props: Readonly<Record<string, unknown>>;
    }
  | { readonly as: 'value'; readonly value: unknown }
  | { readonly as: 'odd'; readonly what: string }
  | { readonly as: 'failure-json'; readonly code: keyof Catalogue }
  | { readonly as: 'response'; readonly status: number; readonly headers: Record<string, string> }
  | {
      readonly as: 'answer';
      readonly status: number;
      readonly headers: Record<string, string>;
      readonly body: string;
    };

const CTORS: Readonly<Record<string, new (message: string) => Error>> = {
  Error,
  TypeError,
  SyntaxError,
  ReferenceError,
  RangeError,
  URIError,
  EvalError,
  AggregateError: class extends AggregateError {
    constructor(message: string) {
      super([], message);
    }
  },
};

const hostile = new Proxy(
  {},
  {
    get() {
      throw new Error('no');
    },
    has() {
      throw new Error('no');
    },
    ownKeys() {
      throw new Error('no');
    },
    getPrototypeOf() {
      throw new Error('no');
    },
  },
);

const ODD: Readonly<Record<string, () => unknown>> = {
  undefined: () => undefined,
  null: () => null,
  symbol: () => Symbol('no'),
  bigint: () => 7n,
  function: () => () => 'no',
  number: () => 404,
  string: () => 'AbortError',
  'empty string': () => '',
  'empty object': () => ({}),
  'empty array': () => [],
  'frozen object': () => Object.freeze({ no: 1 }),
  'sealed error': () => Object.freeze(new Error('no')),
  'null prototype': () => Object.create(null) as unknown,
  promise: () => Promise.resolve('no'),
  event: () => new Event('error'),
  'throwing name': () => ({
    get name(): string {
      throw new Error('no');
    },
  }),
  'throwing everything': () => hostile,
  'revoked proxy': () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  'cyclic cause': () => {
    const error = new Error('no');
    return Object.assign(error, { cause: error, errors: [error] });
  },
  'proxy of an error': () => new Proxy(new TypeError('no'), {}),
};

/** Makes again what was thrown, as far as one engine can stand in for another. */
export function rebuildThrown(thrown: Thrown): unknown {
  switch (thrown.as) {
    case 'value':
      return thrown.value;
    case 'odd':
      return ODD[thrown.what]?.();
    case 'exception':
      return new DOMException(thrown.message, thrown.name);
    case 'response':
      return new Response(null, thrown);
    case 'failure-json':
      return JSON.parse(JSON.stringify(new Failure(catalogue[thrown.code])));
    case 'foreign':
      // XPCOM objects have no properties of their own: everything is inherited.
      return Object.create({ name: thrown.name, ...thrown.props });
    case 'event':
      return {
        type: thrown.type,
        ...thrown.props,
        target: { error: thrown.error ? rebuildThrown(thrown.error) : null },
      };
    case 'answer':
      return thrown;
    case 'error': {
      const error = new (CTORS[thrown.ctor] ?? Error)(thrown.message);
      if (thrown.name !== undefined) Object.defineProperty(error, 'name', { value: thrown.name });
      const { errors, ...props } = thrown.props ?? {};
      Object.assign(error, props);
      if (thrown.cause) Object.assign(error, { cause: rebuildThrown(thrown.cause) });
      if (thrown.errors) Object.assign(error, { errors: thrown.errors.map(rebuildThrown) });
      else if (errors !== undefined || thrown.ctor === 'AggregateError') {
        const aborted = new DOMException('', 'AbortError');
        Object.assign(error, { errors: [aborted, aborted] });
      }
      return error;
    }
  }
}
