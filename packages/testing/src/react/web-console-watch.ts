/* oxlint-disable no-console -- this is the console adapter */
/** The messages on the console, kept instead of printed. */
export interface ConsoleWatch {
  readonly lines: string[];
  stop(): void;
}

/** Listens to `console.error` and `console.warn`, where React and libraries complain. */
export function watchConsole(): ConsoleWatch {
  const { error, warn } = console;
  const lines: string[] = [];
  const keep = (...said: readonly unknown[]): void => void lines.push(said.map(String).join(' '));
  console.error = keep;
  console.warn = keep;
  return {
    lines,
    stop() {
      console.error = error;
      console.warn = warn;
    },
  };
}
