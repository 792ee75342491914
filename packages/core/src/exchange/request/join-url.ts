/** The address of a path: under the base URL, unless the path is an address itself. */
export function joinUrl(baseUrl: string, path: string): string {
  const isAbsolute = /^[a-z][a-z\d+.-]*:/i.test(path);
  return isAbsolute ? path : `${baseUrl.replace(/\/*$/, '/')}${path.replace(/^\/+/, '')}`;
}
