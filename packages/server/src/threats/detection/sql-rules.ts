import type { Rule } from './rule.ts';

/** Signs of SQL: first those that no user writes by chance, then those that only a name or an address may not hold. */
export const sqlRules: readonly Rule[] = [
  [
    'equal-to-itself',
    'prose',
    /['"`\d]\)? ?(?:or|and|xor|\|\||&&) ?\(?(?:not )?['"`]([\w%]{0,20})['"`] ?(?:=|like) ?['"`]\1(?:['"`]|\)|$)/,
  ],
  [
    'equal-numbers',
    'prose',
    /['"`]\)? ?(?:or|and|xor|\|\||&&) ?\(?(\d{1,9})(?:=| (?:=|like) )\1(?:['"`);#-]| --|$| limit| and| or)/,
  ],
  [
    'union-select',
    'prose',
    /\bunion(?: all| distinct)?[ (]{1,3}select (?:distinct )?(?:null\b|-?\d{1,9} ?(?:,|--|#|from|$)|@@|['"(]|[\w.]{1,40}\(|[\w.]{1,40} ?\|\|)/,
  ],
  [
    'stacked-statement',
    'prose',
    /['"`]\)? ?; ?(?:drop|delete|truncate|alter|insert|update|create|exec|grant|shutdown|waitfor|declare|select)\b[^'"`]{0,80}(?:'[^'"`]{0,60}'[^'"`]{0,60}){0,3}--/,
  ],
  [
    'condition-on-query',
    'prose',
    /['"`]\)? ?(?:or|and|\|\||&&) (?:sleep ?\( ?\d|[^'"`]{0,80}\( ?select ).{0,120}(?:--|#)|\brlike ?\( ?select /,
  ],
  [
    'database-internals',
    'prose',
    /\b(?:pg_sleep|load_file|extractvalue|updatexml|randomblob|group_concat) ?\(|\bbenchmark ?\( ?\d{3}|\bxp_cmdshell\b|\bwaitfor delay ['"]|\butl_(?:http|inaddr|smtp)\.|\bdbms_\w{1,20}\.|\binformation_schema\b|\bpg_catalog\b|\bsqlite_master\b|\bsysobjects\b|\bprocedure analyse ?\(|\binto (?:out|dump)file ['"]|@@(?:version|hostname|datadir)\b/,
  ],
  [
    'number-or-equal-numbers',
    'field',
    /(?:^|[ (,='"`])-?\d{1,9} ?\)? ?(?:or|\|\|) ?\(?(\d{1,9}) ?= ?\1(?:$| ?(?:--|#|;|\)|limit\b|and\b|or\b))/,
  ],
  [
    'condition-to-comment',
    'field',
    /['"`]\){0,3} ?(?:or|and|xor|\|\||&&) ?.{1,200}(?:--|#|\/\*)[ +-]{0,3}$|^-?\d{1,9}\){0,2} ?(?:or|and|order by|having|group by|rlike) .{1,200}(?:--|#)[ +-]{0,3}$/,
  ],
  [
    'open-quote',
    'field',
    /['"`]\)? ?(?:or|and) ?(?:[^'"`]{1,80}|\(?['"`]\w{1,20}['"`]) ?(?:=|like|<|>) ?['"`][^'"`]{0,40}$/,
  ],
  ['null-test', 'field', /['"`]\)? ?(?:or|and) \w{1,30} is (?:not )?null(?: or\b| and\b|;| ?--|$)/],
  ['like-test', 'field', /['"`]\)? ?(?:or|and) \w{1,30} like ['"`]/],
  ['name-to-comment', 'field', /^[\w.@+ -]{1,64}['"`]\){0,3} ?(?:--|#|\/\*)(?: ?[+-])?$/],
  ['quoted-operator', 'field', /^['"`] ?= ?['"`]/],
  [
    'union-columns',
    'field',
    /(?:^|['"`)\d]) ?\)? ?union(?: all| distinct)? select [\w.@*, ]{1,80} from \w/,
  ],
  [
    'statement-after-value',
    'field',
    /(?:['"`]\)?|^-?\d{1,10}\)?|^\w{1,20}) ?; ?(?:drop (?:table|database|schema|view) \w{1,40} ?(?:;|--|$)|delete from \w|truncate table|update \w{1,40} set |insert into \w|alter (?:table|user|role|database) \w|create (?:table|user|role|database|function|trigger) \w|exec(?:ute)? ?\(|declare @|grant all|copy \w{1,40} (?:from|to) |select (?:\*|\d|case|pg_|@@|\w{1,20}\())/,
  ],
  [
    'condition-on-function',
    'field',
    /['"`\d)]\)? ?(?:or|and|xor|\|\||&&|rlike|\+|having|where) ?\(?(?:not )?(?:\d{1,9} ?= ?)?(?:(?:exists|ascii|substr|substring|mid|ord|length|database|user|version|if|count|convert|cast|like|sleep) ?\(|case when|\(?select )/,
  ],
  [
    'inner-select',
    'field',
    /\( ?select (?:\*|\d|count ?\(|top \d|case when|[\w.]{1,40} from [\w.]{1,40} (?:where|limit) )/,
  ],
  [
    'order-by-number',
    'field',
    /(?:['"`]\)?|^-?\d{1,9}\)?) ?(?:order by \d{1,3} ?(?:--|#|,|$)|group by [\w.,]{1,60} having|having \d{1,9} ?= ?\d)/,
  ],
  ['sleep', 'field', /(?:['"`\d)(,;]|\band|\bor|\bselect) ?\(?sleep ?\( ?\d{1,4} ?\)/],
];
