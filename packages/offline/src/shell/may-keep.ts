export type Answered = Pick<Response, 'type' | 'status' | 'redirected' | 'headers'>;

/** The type that an answer must have so that it is the file that was asked for, and not a page in its place. */
const TYPES: Readonly<Record<'asset' | 'image', RegExp>> = {
  asset:
    /^(text\/css|font\/|application\/(font|x-font|json|wasm|octet-stream)|[a-z]+\/[\w.-]*javascript)/i,
  image: /^image\//i,
};

/** Names in `Vary` that make an answer differ for the next user, or for each request. */
const OF_ONE_REQUEST = /(^|[\s,])(\*|cookie|authorization)($|[\s,])/i;

/**
 * Whether a cache may keep an answer. It must be a whole file of the app's own origin and of the type that was asked
 * for, and the server must allow keeping it. An opaque answer may be an error, and takes megabytes of the quota.
 */
export function mayKeep(
  { type, status, redirected, headers }: Answered,
  kind: 'asset' | 'image',
): boolean {
  return (
    type === 'basic' &&
    status === 200 &&
    !redirected &&
    !headers.has('content-range') &&
    !OF_ONE_REQUEST.test(headers.get('vary') ?? '') &&
    !/(^|[\s,])no-store\b/i.test(headers.get('cache-control') ?? '') &&
    TYPES[kind].test(headers.get('content-type') ?? '')
  );
}
