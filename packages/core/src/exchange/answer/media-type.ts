// A longer header has no meaning. The limit bounds the work.
const LONGEST = 1024;
const ESSENCE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/;

/**
 * The media type of an answer in small letters and without parameters, `''` where it has none. Some
 * gateways send the header twice: the last type counts, as in `fetch`.
 */
export function mediaType(contentType: string | undefined): string {
  const types = (contentType ?? '')
    .slice(0, LONGEST)
    .toLowerCase()
    .split(',')
    .map((part) => (part.split(';', 1)[0] ?? '').trim());
  return types.findLast((type) => ESSENCE.test(type)) ?? '';
}
