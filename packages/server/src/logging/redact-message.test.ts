import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { redactMessage } from './redact-message.ts';

// Thousands of inputs take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

describe('a message of an error', () => {
  it.each([
    // Runtimes
    "Cannot read properties of undefined (reading 'userName')",
    'app.storeCharacter is not a function',
    'saveCharacter failed',
    'Maximum call stack size exceeded',
    'Unexpected end of JSON input',
    'Body is unusable: Body has already been read',
    'The "path" argument must be of type string. Received undefined',
    'fetch failed',
    'connect ECONNREFUSED 127.0.0.1:5432',
    'getaddrinfo ENOTFOUND db.internal',
    'listen EADDRINUSE: address already in use 127.0.0.1:5280',
    'timeout of 30000ms exceeded',
    'upload of 10485760 bytes failed',
    'self-signed certificate in certificate chain',
    // Databases
    'no such table: holdfast_idempotency',
    'UNIQUE constraint failed: accounts.name',
    'SQLITE_BUSY: database is locked',
    'duplicate key value violates unique constraint "accounts_name_key"',
    'column "nam" of relation "notes" does not exist',
    'null value in column "name" of relation "notes" violates not-null constraint',
    'remaining connection slots are reserved for roles with the SUPERUSER attribute',
    // Authors of servers
    'The oven is on fire',
    'generator fell over at chapter 3',
    "It's broken, doesn't work",
    'token expired',
    'password is required',
    'Es ist ein Fehler aufgetreten: Größe',
  ])('stays unchanged when it identifies no user: %s', (message) => {
    expect(redactMessage(message)).toBe(message);
  });

  it.each([
    // Databases that quote written data
    ['near "slect": syntax error', 'near …: syntax error'],
    ['invalid input syntax for type integer: "abc"', 'invalid input syntax for type integer: …'],
    ["Duplicate entry 'mara' for key 'accounts.name'", "Duplicate entry … for key 'accounts.name'"],
    [
      'password authentication failed for user "fireside"',
      'password authentication failed for user …',
    ],
    [
      "select * from users where name = 'it''s me' limit 1",
      'select * from users where name =… limit 1',
    ],
    // Parsers that quote their input
    [
      `Unexpected token 'h', "hunter is"... is not valid JSON`,
      'Unexpected token …, … is not valid JSON',
    ],
    [
      `Unexpected token 'x', "{"password":x"... is not valid JSON`,
      'Unexpected token …, … is not valid JSON',
    ],
    // Addresses
    [
      'cannot connect to postgres://mara:hunter@db.example.com:5432/app?sslmode=require',
      'cannot connect to postgres://db.example.com:5432/…',
    ],
    ['postgres://mara:pass/word@host/db failed', 'postgres://… failed'],
    [
      'request to https://api.example.com/v1/chat?key=abc failed, reason: timeout',
      'request to https://api.example.com/… failed, reason: timeout',
    ],
    ['connect ETIMEDOUT 203.0.113.7:443', 'connect ETIMEDOUT …'],
    ["ENOENT: no such file, open '/home/mara/x.txt'", 'ENOENT: no such file, open …'],
    // Secrets by their names
    ['password: correct horse battery staple', 'password: …'],
    ['the password is swordfish', 'the password is …'],
    ['Authorization: Bearer abc, try again', 'Authorization: …'],
    ['Cookie: session=abc; theme=dark', 'Cookie: …'],
    ['mara@example.org not found', '… not found'],
    ['card 4111 1111 1111 1111 declined', 'card … declined'],
    ['call +49 170 1234567 now', 'call … now'],
    ['the model said: “I love you”', 'the model said: …'],
  ])('loses the text of a user: %s', (message, kept) => {
    expect(redactMessage(message)).toBe(kept);
  });

  it('is one line of at most 301 characters', () => {
    const said = redactMessage('the oven\nis on fire '.repeat(1000));
    expect(said).toMatch(/^the oven is on fire the/);
    expect(said).toHaveLength(301);
  });
});

const letters = (minLength: number, maxLength: number, from: string): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...from.split('')), minLength, maxLength });

describe('a secret', () => {
  const LOWER = 'abcdefghijklmnopqrstuvwxyz';
  const ALNUM = `${LOWER}${LOWER.toUpperCase()}0123456789`;
  const word = letters(5, 9, LOWER).map((text) => `zq${text}`);
  const token = letters(20, 60, `${ALNUM}_-`).map((text) => `Q7${text}z9`);
  const digits = letters(6, 19, '0123456789');

  /** Where the secret stands, in a sentence around it. */
  const placed: fc.Arbitrary<{ readonly secret: string; readonly said: string }> = fc.oneof(
    fc.tuple(token, fc.constantFrom('%', '(%)', '%.', '"%"', 'got %, sorry', 'Bearer %')).map(fill),
    fc.tuple(digits, fc.constantFrom('%', '(%)', 'card % declined', 'number %, sorry')).map(fill),
    fc
      .tuple(
        word,
        fc.constantFrom(
          'password=%',
          'password: %',
          'the password is %',
          'dbPassword=%',
          'access_token: %',
          'api-key=%',
          '{"secret":"%"}',
          'Authorization: Basic %',
          'cookie: a=%; b=c',
          'Set-Cookie: id=%',
          'session=%',
          'Key (name)=(%) already exists',
          "where name = '%'",
          '"%" is not valid JSON',
          `Unexpected token 'x', "{"a":"%","b":x"... is not valid JSON`,
          'said “% and more”',
          "got '%'",
          'got `%` here',
          'got "%',
          '%@example.org',
          'mailto:%@example.org',
          'postgres://%:x@db/app',
          'postgres://user:%@db/app',
          'https://db/%',
          'https://db/?q=%',
          'redis://:%@cache:6379/0',
          "open '/home/%/x'",
          'open /home/%/x',
          '-----BEGIN KEY----- % -----END KEY-----',
        ),
      )
      .map(fill),
  );

  it('never stays in a message, at any place', () => {
    const around = fc.constantFrom('', 'request failed: ', 'the oven is on fire; ', 'TypeError: ');
    fc.assert(
      fc.property(around, placed, around, (before, { secret, said }, after) => {
        expect(redactMessage(`${before}${said} ${after}`)).not.toContain(secret);
      }),
      { numRuns: 5000 },
    );
  });

  it('never stays when it came with the request, with any text around it', () => {
    const text = letters(4, 9, LOWER).map((written) => `zq${written}`);
    const sentence = fc.constantFrom(
      'cannot delete %',
      '%',
      'no such table: %',
      '% is not a function',
      '(%)',
      'x.%.y',
    );
    fc.assert(
      fc.property(fc.tuple(text, sentence).map(fill), ({ secret, said }) => {
        expect(redactMessage(said, (one) => one.toLowerCase() === secret)).not.toContain(secret);
      }),
      { numRuns: 2000 },
    );
  });

  it('is found in a short time, in any message', () => {
    const piece = fc.constantFrom(
      'a',
      ' ',
      '"',
      "'",
      'password',
      '1 ',
      '-',
      '{',
      '= ',
      'a://',
      '@',
      '(',
      '-----BEGIN',
      'is ',
      '\u0301',
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 500, maxLength: 2000 }), (pieces) => {
        const began = performance.now();
        redactMessage(pieces.join(''));
        expect(performance.now() - began).toBeLessThan(500);
      }),
      { numRuns: 200 },
    );
  });
});

function fill([secret, template]: readonly [string, string]): { secret: string; said: string } {
  return { secret, said: template.replace('%', secret) };
}
