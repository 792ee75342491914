/** The signal of one run that several callers share. */
export interface SharedAbort {
  /** Aborts when all callers have aborted. */
  readonly signal: AbortSignal;
  /** Adds one more caller. A caller without a signal never aborts. */
  share(own: AbortSignal | undefined): void;
  /** Aborts a run that is under way. One that is over lets go of the signals of its callers. */
  end(): void;
}

export function createSharedAbort(): SharedAbort {
  const gone = new AbortController();
  const { signal } = gone;
  let callers = 0;
  return {
    signal,
    share(own) {
      callers += 1;
      const leave = (): void => {
        callers -= 1;
        if (callers === 0) gone.abort(own?.reason);
      };
      if (own?.aborted) leave();
      else own?.addEventListener('abort', leave, { signal });
    },
    end: () => gone.abort(),
  };
}
