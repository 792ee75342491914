/*
 * Words that messages of runtimes, drivers and libraries are made of. A log keeps these words, also where a user
 * wrote the same word. It keeps a longer word only when it is on this list, because an unknown long word may be a
 * token.
 */
const WORDS = `
abort aborted accept access acknowledged acquire across address administrator after again aggregate all allocate allowed already
ambiguous an and another any application argument arguments array as assertion assign assignment associated at attempt
attempts authenticate authentication authorization available await away bad base be because been before begin being
between binding body boolean both bound broken buffer busy but by bytes cache call callback called can cancel canceled
cancelled cannot cause certificate chain change changed channel character characters check circular class client clone
closed code collation column columns command commit committed compare compile completed condition config configuration
configured conflict connect connected connecting connection connections constraint constructor constructors contain
contains content context control conversion convert converting cookie could create created credentials current cursor
cyclic data database date deadlock decimal declared decode default defined delete denied dependency dereference
descriptor deserialize destination destroy detected device did different directory disabled disconnected disk division
do does done double duplicate duration during dynamic each element empty encode encoding encountered end ended endpoint
ends entry enum environment equal error errors escape established exceed exceeded exceeds exclusion exec execute
executing execution exhausted exist existing exists expect expected expecting expects expired expression extension
fail failed failing failure false fatal fetch field fields file filename files first foreign format found frame free from
full function functions generator get getter given got greater group grant had handle handler handshake has have header
headers heap hook host hostname identifier identity if illegal implementation implemented import in inaccessible include
incompatible incomplete inconsistent incorrect index infinite initialization initialize initialized inner input insert
insufficient integer internal interrupted into invalid invocation is isolation issue issues iterable iterator its join
json key keys kind last left length less level limit line lines list listen load loaded local locale lock locked log long
longer lost malformed many map match max maximum may media member memory message method middleware migration min minimum
missing mode module more most multiple must mutex name named names native neither network never new next no node non none
nor not nothing null nullable number object objects of offset on once one only open operation operator option options or
order other out outside over overflow overlaps own package packet page parameter parameters parse parser parsing
partition password path pattern payload peer pending permission permissions pipe pipeline please plugin point pool port
position postgres postgresql postgresqls primary private procedure process prohibited promise properties property
protected protocol provided public query queue quota quoted range rate reach reached read reader readonly readable
reading ready reason received recursion recursive redefine redirect reference referenced references refused register
regular rejected relation released remote removed replica replication request requested requests require required
requires reset resolve resolved resource response restarted result results retry return returned returning returns role
rollback rolled route row rows run running same savepoint schema scope secret select send sent sequence serialization
serialize server service session set setter setting settings should shutdown shutting signal since size snapshot so
socket some space specified sqlite stack start started state statement status still stopped storage store stream string
strict structure subquery success such supported supposed symbol syntax system table target template terminated
terminating terminator than that the their then there these this thread threw throw time timed timeout times to token
tokens too transaction transform transient trigger trim true truncated try trying type types unable unauthenticated
unavailable uncaught undefined under unexpected unhandled unique unknown unreachable unrecognized unresolved unsupported
unterminated until update upgrade url usable use used user users using valid validate validation value values variable
version view violated violates violation visible wait waiting was were when where which while will with within without
worker would write writing written wrong yield you your zero zone
a i abortsignal arraybuffer bigint blob datasource formdata headersinit javascript kysely hono pino prisma typescript
uint eof sql tls ssl ssh tcp udp dns http https ipc cpu html css xml yaml csv uri utf ascii unicode iso crypto buffer
typeerror rangeerror referenceerror syntaxerror urierror evalerror aggregateerror domexception
autocommit datestyle timestamp timestamptz varchar bytea jsonb uuid serial numeric smallint bigserial
internationalization parameterized prepared-statement serializable unserializable nonexistent notimplemented
`;

const KNOWN: ReadonlySet<string> = new Set(WORDS.split(/\s+/).filter(Boolean));

/** Whether every message may hold this word, in any case. */
export function isKnownWord(word: string): boolean {
  return KNOWN.has(word.toLowerCase());
}
