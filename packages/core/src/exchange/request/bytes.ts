/**
 * Bytes of their own memory, as a body of `fetch` must be: `Uint8Array<ArrayBuffer>`, written without the type
 * parameter, which compilers before TypeScript 5.7 do not know.
 */
export type Bytes = ReturnType<Uint8ArrayConstructor['of']>;
