import { webUrl } from '../../platform/web-url.ts';
import { bodyOf } from '../answer/body-of.ts';
import { webBase } from '../request/web-base.ts';
import type { OpenAnswer, ReadIssues } from '../transport.ts';

/**
 * Takes over a fetch `Response` as an answer whose body is still to be read. Some hosts do not say whether it
 * was redirected (React Native, whatwg-fetch). There the answer counts as redirected when its address is not
 * the one that was asked.
 */
export function toOpenAnswer(
  response: Response,
  readIssues?: ReadIssues,
  asked: string = response.url,
): OpenAnswer {
  const { redirected } = response as { readonly redirected?: boolean };
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    url: response.url,
    redirected: redirected ?? isMoved(response.url, asked),
    readIssues,
    body: bodyOf(response),
  };
}

function isMoved(url: string, asked: string): boolean {
  const there = readable(url);
  const whole = webUrl(asked, webBase())?.href ?? asked;
  return there !== '' && there !== readable(asked) && there !== readable(whole);
}

/** Without a fragment, and with escapes undone, because hosts escape different characters. */
function readable(url: string): string {
  const [address = ''] = url.split('#', 1);
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}
