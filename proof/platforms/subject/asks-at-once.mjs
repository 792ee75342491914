// Does what no entry may do at import. The test of the module level uses it to check that it would notice.
export const knows = typeof TextDecoder === 'function' && new TextDecoder();
export const isOnline = typeof navigator === 'undefined' || navigator.onLine;
