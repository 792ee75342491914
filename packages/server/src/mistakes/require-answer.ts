import { refuseUnless } from './defect.ts';

/** Throws `DEFECT` unless a function of the app answered with a `Response` that can still be read and sent. */
export function requireResponse(name: string, answer: unknown): asserts answer is Response {
  refuseUnless(
    answer !== undefined && answer !== null,
    `\`${name}\` answered nothing: return a Response from it, such as \`Response.json(…)\` or \`c.json(…)\`.`,
  );
  const { arrayBuffer, headers, status, body, bodyUsed } = Object(answer) as Partial<Response>;
  refuseUnless(
    typeof arrayBuffer === 'function' &&
      typeof headers?.get === 'function' &&
      typeof status === 'number',
    `\`${name}\` answered something that is no Response: return \`Response.json(value)\` in place of the value.`,
  );
  refuseUnless(
    bodyUsed !== true && body?.locked !== true,
    `\`${name}\` answered a Response whose body was read already: return \`response.clone()\` before reading it, or a new one.`,
  );
  refuseUnless(
    status >= 200 && status <= 599,
    `\`${name}\` answered a Response of status ${status}, such as \`Response.error()\`, which no client can be sent: answer with a status from 200 to 599, or throw a Failure.`,
  );
}

/** The same for an answer that is stored under a key, and so has to end before it is sent. */
export function requireAnswer(name: string, answer: unknown): asserts answer is Response {
  requireResponse(name, answer);
  refuseUnless(
    !/^text\/event-stream\b/i.test(answer.headers.get('content-type') ?? ''),
    `\`${name}\` answered a stream of events, which has to end before a key can keep it: use \`createStreamServer\`.`,
  );
}
