/** The raw headers of a message without those about one connection, and without others by name. */
export function withoutConnection(
  rawHeaders: readonly string[],
  also?: 'content-length',
): string[] {
  return rawHeaders.filter((_, index) => {
    const name = (rawHeaders[index - (index % 2)] ?? '').toLowerCase();
    return name !== 'connection' && name !== 'keep-alive' && name !== also;
  });
}
