// On a server

/** Judges each request, and counts evidence against its sender. */
export { createThreatGuard } from './create-threat-guard.ts';
/** What `createThreatGuard` returns. */
export type { ThreatGuard } from './threat-guard.ts';
/** Writes notices of attacks and blocks to the log of the server. */
export { logThreats } from './log-threats.ts';
/** Receives notices of attacks and blocks. */
export type { ThreatSink } from './threat-notice.ts';
/** Shows and lifts blocks. */
export { createThreatAdmin, type ThreatAdmin } from './create-threat-admin.ts';
/** Says whether a page of this server, a link or another site made a browser send a request. */
export { requestCause, type RequestCause } from '../requests/request-cause.ts';
/** Evidence in the memory of this process. `./sql` has the store that servers share. */
export { memoryThreatStore } from './memory-threat-store.ts';
/** How much each kind of evidence weighs, and for how long a party is blocked. */
export type { ThreatRules } from './threat-rules.ts';

// Detection alone

/** Finds attacks in a value of JSON. */
export { inspectJson, type PlacedFinding } from './detection/inspect-json.ts';
/** Finds attacks in the address and the headers of a request. */
export { inspectRequest } from './detection/inspect-request.ts';
export type { Finding } from './detection/rule.ts';
