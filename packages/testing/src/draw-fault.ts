/**
 * A number in [0, 1) that decides a fault. Every runtime gets the same number for the same seed, request and turn
 * of that request. The number does not depend on the order of different requests, so one seed gives the same faults
 * everywhere.
 *
 * @param request the method and the shape of the path, such as `PUT /api/characters/:id`; see `requestShape`
 * @param nth 1 for the first such request
 */
export function drawFault(seed: number, request: string, nth: number): number {
  let hash = (seed ^ Math.imul(nth, 0x9e3779b1)) | 0;
  for (let place = 0; place < request.length; place += 1) {
    hash = Math.imul(hash ^ request.charCodeAt(place), 0x01000193);
  }
  // Spreads the last characters over all bits (the public-domain finaliser of MurmurHash3).
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

const ID = /\/(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+)(?=\/|$)/gi;

/** The method and the path of a request, without its ids and its query, which differ between two runs of one test. */
export function requestShape(method: string, path: string): string {
  return `${method} ${path.replace(/[?#].*$/s, '').replace(ID, '/:id')}`;
}
