import type { Bytes } from '@holdfast/core/parts';
import type { BodyHolder } from './body-holder.ts';
import type { RequestContext } from './request-ids.ts';

/** The data of the kit about one request. */
export interface RequestRecord {
  context: RequestContext | undefined;
  /** `requestScope` sees to it. */
  isScoped: boolean;
  /** The framework that keeps its body. */
  holder: BodyHolder | undefined;
  /** Its host ends the body where its `Content-Length` says. */
  isDelimited: boolean;
  reading: Promise<Bytes> | undefined;
  /** The body, once it has been read whole. */
  bytes: Bytes | undefined;
}

// One entry for each request: every entry of a weak map costs the garbage collector more than the work it is for.
const records = new WeakMap<Request, RequestRecord>();

/** The record of a request, where anything is known of it. */
export function knownRecord(request: Request): RequestRecord | undefined {
  return records.get(request);
}

/** The record of a request, to write into. */
export function recordOf(request: Request): RequestRecord {
  const found = records.get(request);
  if (found) return found;
  const record: RequestRecord = {
    context: undefined,
    isScoped: false,
    holder: undefined,
    isDelimited: false,
    reading: undefined,
    bytes: undefined,
  };
  records.set(request, record);
  return record;
}
