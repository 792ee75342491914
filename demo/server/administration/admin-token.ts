import { type Credentials, secretToken } from '@holdfast/server/credentials';

/**
 * Lets a client with the token administrate. There is one token, so all such clients are one administrator. A wrong
 * token counts as a guess.
 */
export function whoShows(
  token: string,
  credentials: Pick<Credentials, 'checkToken'>,
): (request: Request) => Promise<string | undefined> {
  const expected = secretToken(`Bearer ${token}`);
  return async (request) => {
    const shown = request.headers.get('authorization');
    if (shown === null) return undefined;
    const proof = await credentials.checkToken(request, {
      ...{ name: 'administration', shown, token: expected, subject: 'administrator' },
    });
    return proof?.subject;
  };
}
