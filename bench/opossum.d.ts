// opossum ships no types; this is what the benches use of it.
declare module 'opossum' {
  export default class CircuitBreaker<T> {
    constructor(
      action: () => Promise<T>,
      options: { readonly timeout: number | false; readonly capacity?: number },
    );
    fire(): Promise<T>;
  }
}
