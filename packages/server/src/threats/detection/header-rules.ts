import type { Rule } from './rule.ts';

/** Signs of a line break that begins a header. These look at lines, which prose has by nature. */
export const headerRules: readonly Rule[] = [
  [
    'known-header',
    'field',
    /[\r\n][ \t]?(?:set-cookie|bcc|cc|content-(?:type|length|disposition|security-policy)|mime-version|reply-to|x-[a-z-]{2,40}|transfer-encoding|access-control-[a-z-]{2,40}|www-authenticate) ?:/,
  ],
  [
    'mail-header',
    'field',
    /^[^\s@]{1,64}@[^\s@]{1,255}[\r\n]{1,2}(?:to|from|subject|cc|bcc|reply-to) ?:/,
  ],
  ['any-header', 'address', /[\r\n][ \t]?[a-z][a-z\d-]{1,40} ?:/],
  ['second-answer', 'address', /[\r\n]{2,4} ?(?:<|http\/|[a-z]{3,10} \/)| http\/1\.[01][\r\n]/],
  ['null-byte', 'address', /\0/],
];
