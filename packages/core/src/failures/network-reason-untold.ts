/** What `#network-reason` is in a browser, which never tells why: the codes of other runtimes stay out. */
export function networkReason(_error: unknown): undefined {
  return undefined;
}
