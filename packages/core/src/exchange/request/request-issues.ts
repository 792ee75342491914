import type { FieldIssue } from '../../failures/field-issue.ts';
import { webUrl } from '../../platform/web-url.ts';
import { issueAt } from './issue-at.ts';
import { webBase } from './web-base.ts';
import { inDevelopment } from '#in-development';

// The base against which relative addresses are checked, because not every runtime has one. No such host can
// exist (RFC 6761 §6.4).
export const NOWHERE = 'http://relative.invalid/';
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;
// The characters that may remain after an engine has trimmed the blanks at both ends.
const HEADER_VALUE = /^[\t\n\r ]*(?:[\t -~\u0080-\u00ff]*[!-~\u0080-\u00ff])?[\t\n\r ]*$/;
const FORBIDDEN_METHOD = /^(?:connect|trace|track)$/i;
const BODILESS_METHOD = /^(?:get|head)$/i;
// The schemes that engines and known app shells fetch. Of other schemes only the page's own is allowed.
const FETCHED = /^(?:https?|blob|data|app|capacitor|ionic|tauri|[a-z-]+-extension):$/;

/** The mistakes that make a request unsendable: in its address, its headers, or its method with a body. */
export function requestIssues(
  url: string,
  method: string,
  headers: Iterable<readonly unknown[]>,
  body: unknown,
): FieldIssue[] {
  const issues: FieldIssue[] = [];
  const refuse = (path: readonly string[], message: string | undefined): void =>
    void issues.push(issueAt(path, message));

  const parsed = webUrl(url, NOWHERE);
  if (!parsed) refuse(['url'], inDevelopment('is no address'));
  else if (parsed.username !== '' || parsed.password !== '')
    refuse(['url'], inDevelopment('holds a credential'));
  else if (!FETCHED.test(parsed.protocol) && !webBase()?.startsWith(parsed.protocol)) {
    refuse(['url'], inDevelopment('has a scheme that cannot be fetched'));
  }
  // A plain loop: every request comes through here.
  for (const entry of headers) {
    const [name, value] = entry;
    const isName = TOKEN.test(String(name));
    const isPair = value !== undefined && entry.length === 2 && typeof value !== 'symbol';
    // oxlint-disable-next-line no-base-to-string -- A value that is no text becomes one in a header too
    if (isName && isPair && HEADER_VALUE.test(String(value))) continue;
    refuse(
      ['headers', String(name)],
      inDevelopment(isName ? 'has characters that no header can carry' : 'is no name of a header'),
    );
  }
  if (!TOKEN.test(method) || FORBIDDEN_METHOD.test(method)) {
    refuse(['method'], inDevelopment('cannot be sent by a page'));
  } else if (BODILESS_METHOD.test(method) && body !== undefined && body !== null) {
    refuse(['body'], inDevelopment('cannot be sent with this method'));
  }
  return issues;
}
