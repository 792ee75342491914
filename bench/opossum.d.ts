// opossum ships no types; these are the parts that the benches use.
declare module 'opossum' {
  export default class CircuitBreaker<T> {
    constructor(
      action: () => Promise<T>,
      options: { readonly timeout: number | false; readonly capacity?: number },
    );
    fire(): Promise<T>;
  }
}
