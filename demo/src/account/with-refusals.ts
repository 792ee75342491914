import type { Transport } from '@holdfast/core';

/** Tells when the server answers that it does not know the session. */
export function withRefusals(transport: Transport, refused: () => void): Transport {
  const heard = <T extends { readonly status: number }>(answer: T): T => {
    if (answer.status === 401) refused();
    return answer;
  };
  return {
    ...transport,
    send: async (request, options) => heard(await transport.send(request, options)),
    ...(transport.open && {
      open: async (request, options) => heard(await transport.open!(request, options)),
    }),
  };
}
