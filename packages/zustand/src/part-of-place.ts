/**
 * A name or a key as one part of the place of a slice on the device. A `/` joins the parts, so a `/` within one is
 * marked: otherwise two slices could share a place, and overwrite each other.
 */
export function partOfPlace(part: string): string {
  return part.replaceAll(/[\\/]/g, String.raw`\$&`);
}
