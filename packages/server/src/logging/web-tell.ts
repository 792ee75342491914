/**
 * Calls a log, sink or report of the app. Its exception changes no answer and goes to the console. An uncaught
 * exception would end the process, and every other answer with it.
 */
export function tellApp<TArguments extends readonly unknown[]>(
  listener: ((...told: TArguments) => unknown) | undefined,
  ...told: TArguments
): void {
  try {
    listener?.(...told);
  } catch (error) {
    // oxlint-disable-next-line no-console -- the app's own trouble, where its developer looks
    console.error(error);
  }
}
