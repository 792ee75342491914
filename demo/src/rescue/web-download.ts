/** Gives a value to the user as a file. */
export function downloadJson(name: string, value: unknown): void {
  downloadText(name, JSON.stringify(value, null, 2), 'application/json');
}

/** Gives a text to the user as a file. */
export function downloadText(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser may still read the file, so the URL is revoked later.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
