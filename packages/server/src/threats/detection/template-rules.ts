import type { Rule } from './rule.ts';

/** Signs of an expression that a template engine would evaluate. */
export const templateRules: readonly Rule[] = [
  [
    'arithmetic',
    'prose',
    /(?:\{\{|[$#*@~]\{|<%=?|\{%) ?(?:print ?\()? ?['"]?\d{1,9}['"]? ?\* ?['"]?\d/,
  ],
  [
    'way-out-of-the-template',
    'prose',
    /(?:__[a-z]{2,30}__|\.constructor|constructor\.|constructor['"]|getprototypeof|\|attr ?\(|mainmodule|child_process|getruntime|getclass|java\.(?:lang|util)|\bt\((?:java|org)\.|popen|os\.system|config\.items|secret_key|registerundefined|\$eval|\$on\.|require ?\(|process\.env|global\.process|\.environ\b|_self\.|self\._|execsync|getsession|getresource|applicationscope|pagecontext|readfilesync|dump ?\(app|\|(?:filter|map|join) ?\(|self\.module)(?<=(?:\{\{|\{%|[$#*]\{|<%).{0,200})/,
  ],
  [
    'engine-internals',
    'prose',
    /__(?:class|globals|builtins|subclasses|mro|bases?)__|__import__ ?\(|freemarker\.template|java\.lang\.(?:runtime|system|process)|getruntime ?\(\)|require ?\( ?['"]child_process|process\.mainmodule|smarty_internal|system\.diagnostics\.|\$class\.inspect/,
  ],
  ['lookup', 'prose', /\$\{ ?(?:jndi|env|sys|script|lower|upper|java|ctx|dns|url) ?:|\$\{::-/],
  [
    'server-side-tag',
    'prose',
    /<%[=-]? ?(?:system ?\(|`|file\.|io\.|process\.|require ?\(|import )|<\?(?:php |=) ?(?:`|\w{1,30} ?\()|<!--#(?:exec|include|echo|config)\b|#set ?\( ?\$|[<[]#assign |\{php\}|\{\$smarty|\{(?:system|exec|passthru|shell_exec) ?\(|\{% ?(?:import os|include ['"][/.]|debug ?%)/,
  ],
  [
    'engine-object',
    'field',
    /\{\{ ?(?:config|self|settings|request|app|global|process|dump|url_for|lipsum|cycler|joiner|get_flashed_messages)(?: ?\}\}|[.|[(])|\{\{ ?(?:\.[a-z]{1,30}\.|(?:printf|html|js|call) ")/,
  ],
  [
    'block',
    'field',
    /\{% ?(?:import|include|extends|set|for|if|load|macro|with|print) ?[\w('"]|<%[=-]? ?[\w.]{1,40} ?\(|<%[=-]? ?import/,
  ],
  ['bare-arithmetic', 'field', /^@?[{(]{1,2}\d{1,9}\*\d{1,9}[)}]{1,2}$|@\(\w{1,40}\./],
];
