import { idOf } from '@holdfast/core/parts';

/** What a batch says of the page that made its events. */
export interface ReportingPage {
  readonly release?: string;
  readonly session?: string;
}

// A version with its build, a commit in hex, or a package with its version. It is no sentence, and no base64.
const RELEASE = /^(?=\w[\w.+@:/-]{0,63}$)(?!.*(?=[a-z\d]*[A-Z])(?=[A-Z\d]*[a-z])[A-Za-z\d]{20})/;
const LONGEST_SESSION = 64;

/** The release and the session of a batch, as far as they are bounded words. The intake leaves out everything else. */
export function allowedPage({
  release,
  session,
}: {
  readonly release?: unknown;
  readonly session?: unknown;
}): ReportingPage {
  const isRelease = typeof release === 'string' && RELEASE.test(release);
  const known = idOf(session);
  return {
    ...(isRelease && { release }),
    ...(known !== undefined && known.length <= LONGEST_SESSION && { session: known }),
  };
}
