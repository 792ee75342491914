// What no entry may do: the test of the module level looks whether it would see it.
export const knows = typeof TextDecoder === 'function' && new TextDecoder();
export const isOnline = typeof navigator === 'undefined' || navigator.onLine;
