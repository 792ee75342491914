/**
 * Calls a log, sink or report of the app. Its exception changes no answer and goes to the console, and so does the
 * rejection of an asynchronous one. Uncaught, either would end the process, and every other answer with it.
 */
export function tellApp<TArguments extends readonly unknown[]>(
  listener: ((...told: TArguments) => unknown) | undefined,
  ...told: TArguments
): void {
  try {
    const given = listener?.(...told);
    if (given instanceof Promise) given.catch(report);
  } catch (error) {
    report(error);
  }
}

function report(error: unknown): void {
  try {
    // oxlint-disable-next-line no-console -- the app's own trouble, where its developer looks
    console.error(error);
  } catch {
    // An object may bring a text of its own for the console, and throw in it.
    // oxlint-disable-next-line no-console -- the same
    console.error('Holdfast: a listener of the app threw a value that the console cannot show.');
  }
}
