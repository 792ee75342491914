/**
 * Ends this process at once, as a power cut would; `undefined` where nothing starts it again. `npm start` runs the
 * server with `end-with-parent.mjs`, and starts it again when it was killed.
 */
export function restartOf(execArgv: readonly string[]): (() => void) | undefined {
  const isSupervised = execArgv.some((argument) => argument.endsWith('end-with-parent.mjs'));
  return isSupervised ? () => process.kill(process.pid, 'SIGKILL') : undefined;
}
