const MOST_VALUES = 2000;
const MOST_BODY = 1_048_576;
const SHORTEST_PART = 4;

// Fields that all clients write in the same way. Any other header may hold a credential or a name.
const NOT_OWN =
  /^(?:accept(?:-.*)?|cache-control|connection|content-.*|host|pragma|sec-.*|te|upgrade.*)$/;

export interface OwnRequest {
  readonly request: Request;
  /** The pattern that matched; its own words are the app's. */
  readonly route: string;
  readonly body: Uint8Array | undefined;
}

/** The values of a request, and the words that are parts of them. */
export interface OwnWords {
  readonly values: readonly string[];
  has(word: string): boolean;
}

/** All values of a request in its path, query, headers and body, without the names of JSON members. */
export function ownWords({ request, route, body }: OwnRequest): OwnWords {
  const { pathname, searchParams } = new URL(request.url);
  const pattern = new Set(route.split(/[^\w-]+/));
  const values = [
    ...pathname
      .split('/')
      .filter((segment) => !pattern.has(segment))
      .map(decoded),
    ...[...searchParams].flat(),
    ...[...request.headers].flatMap(([name, value]) =>
      NOT_OWN.test(name) ? [] : [value, decoded(value)],
    ),
    ...bodyValues(body),
  ].filter(Boolean);
  const all = new Set(values.map((value) => value.toLowerCase()));
  const text = [...all].join('\n');
  return {
    values: values.filter((value) => value.length >= SHORTEST_PART).slice(0, MOST_VALUES),
    has(word) {
      const lower = word.toLowerCase();
      return lower.length < SHORTEST_PART ? all.has(lower) : text.includes(lower);
    },
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function bodyValues(body: Uint8Array | undefined): readonly string[] {
  if (!body || body.byteLength === 0) return [];
  const text = new TextDecoder().decode(body.subarray(0, MOST_BODY));
  try {
    const found: string[] = [];
    JSON.parse(text, (_, value: unknown) => {
      if (typeof value === 'string' || typeof value === 'number') found.push(String(value));
      return value;
    });
    return found;
  } catch {
    // This is no JSON, so all of it may be private.
    return [text];
  }
}
