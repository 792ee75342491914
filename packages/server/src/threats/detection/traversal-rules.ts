import type { Rule } from './rule.ts';

/** Signs of a path that leaves its folder or names a file outside of it. */
export const traversalRules: readonly Rule[] = [
  [
    'climb-to-secret',
    'prose',
    /(?:\.\.[/\\]{1,3}){2}[^ ]{0,60}(?:etc[/\\]{1,3}(?:passwd|shadow|hosts|group)|windows|(?:win|boot)\.ini|\.env|\.ssh|proc[/\\]self)/,
  ],
  ['climb', 'field', /(?:^|[/\\=:])\.\.;?[/\\](?=[^ ]|$)|\.{4}[/\\]{2}|\.{3}[/\\]\.[/\\]/],
  [
    'secret-file',
    'field',
    /(?:^|[/\\:.])etc[/\\]{1,3}(?:passwd|shadow|hosts|group|issue|sudoers)\b|[/\\]proc[/\\]self\b|\bweb-inf[/\\]|(?:^|[/\\])\.(?:git|ssh|aws|svn)[/\\]|(?:^|[/\\])\.(?:env|htpasswd|htaccess)(?:$|[/\\.])|(?:^|[/\\])(?:win|boot)\.ini\b|\bwp-config\.php|[/\\]windows[/\\]{1,2}(?:win|sys)|[/\\]dev[/\\](?:u?random|zero)\b/,
  ],
  [
    'foreign-scheme',
    'field',
    /^(?:file|php|zip|phar|expect|gopher|jar|dict|ldap|netdoc):(?:\/\/|\w{1,20}:\/)|^\\\\[\w.?-]{1,64}\\/,
  ],
];
