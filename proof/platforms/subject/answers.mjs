/**
 * The server of the compositions. `bare` answers as whatwg-fetch and React Native do: without `body`, but with
 * methods for bytes and text. Hosts without `Response` give such answers.
 */
export function serve(routes, { bare = typeof Response === 'undefined' } = {}) {
  return async (input, init) => {
    const url = typeof input === 'string' ? input : (input.url ?? input.href);
    const method = init?.method ?? input.method ?? 'GET';
    const headers = init?.headers ?? input.headers ?? {};
    const requestId = headers.get?.('x-request-id') ?? headers['x-request-id'];
    const { status = 200, type = 'application/json', text } = routes(method, url);
    const told = { 'content-type': type, ...(requestId ? { 'x-request-id': requestId } : {}) };
    if (bare) return withoutBody({ url, status, told, text });
    return new Response(text, { status, headers: told });
  };
}

function withoutBody(answer) {
  const { url, status, told, text } = answer;
  const bytes = Uint8Array.from(unescape(encodeURIComponent(text)), (one) => one.charCodeAt(0));
  return {
    ...{ url, status, ok: status < 300, redirected: false, type: 'basic', statusText: '' },
    headers: typeof Headers === 'undefined' ? new Map(Object.entries(told)) : new Headers(told),
    arrayBuffer: async () => bytes.buffer,
    text: async () => text,
    json: async () => JSON.parse(text),
    clone: () => withoutBody(answer),
  };
}
