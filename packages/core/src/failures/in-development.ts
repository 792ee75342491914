/**
 * A sentence for the developer, such as a `remedy`. A build for production leaves it out: it has the code, the
 * pointer and the number, which name the mistake. See `#in-development` in package.json.
 */
export function inDevelopment(sentence: string): string | undefined {
  return sentence;
}
