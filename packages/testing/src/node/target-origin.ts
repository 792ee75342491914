/**
 * The target of a proxy as an address. Throws a `RangeError` for a target that is no `http` origin: found at the first
 * request, it would end the process of the test.
 */
export function targetOrigin(target: string): URL {
  if (!URL.canParse(target) || new URL(target).protocol !== 'http:') {
    throw new RangeError(`The target of a proxy has to be an origin like http://127.0.0.1:5280.`);
  }
  return new URL(target);
}

/** The address of a request at the target. A path that begins with two slashes names no other host. */
export function addressAt(target: string, path: string | undefined): URL {
  return new URL(new URL(target).origin + (path?.startsWith('/') ? path : '/'));
}
