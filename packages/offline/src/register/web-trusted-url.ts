/** What this file uses of Trusted Types, which browsers with Chromium, Safari and Firefox have. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): unknown };
}

/** The name that a page allows by `Content-Security-Policy: trusted-types holdfast-worker`. */
const POLICY = 'holdfast-worker';

/**
 * The address of a worker as a page with `require-trusted-types-for 'script'` takes it. The policy lets through
 * addresses of the page's own origin alone. Where there are no Trusted Types, or the page does not allow the policy,
 * it is the address itself.
 */
export function webTrustedUrl(url: string): string {
  const { trustedTypes, location } = globalThis as {
    readonly trustedTypes?: TrustedTypes;
    readonly location?: Location;
  };
  if (!trustedTypes || !location) return url;
  try {
    const { origin, href } = location;
    const policy = trustedTypes.createPolicy(POLICY, {
      createScriptURL(given) {
        if (new URL(given, href).origin !== origin) throw new TypeError('It is of another origin.');
        return given;
      },
    });
    return policy.createScriptURL(url) as string;
  } catch {
    return url;
  }
}
