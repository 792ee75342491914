import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { foreignIssues } from './foreign-issues.ts';
import { foreignWords } from './foreign-words.ts';

// A machine may be busy with other things.
vi.setConfig({ testTimeout: 60_000 });

const sent = { title: '', dueDate: '', items: [{ name: '' }], address: { street: '' } };
const lines = (body: unknown, with_: unknown = sent): readonly string[] =>
  foreignIssues(body, with_).map(({ pointer, message }) => `${pointer}: ${message}`);

describe('a mistake that a foreign server reports', () => {
  it.each<[string, unknown, readonly string[]]>([
    ['Rails', { errors: { title: ["can't be blank"] } }, ["/title: can't be blank"]],
    [
      'Rails, bare',
      { title: ["can't be blank", 'is short'] },
      ["/title: can't be blank", '/title: is short'],
    ],
    ['Rails, all of it', { errors: { base: ['Too many notes'] } }, [': Too many notes']],
    ['Rails, in sentences', { errors: ['Title is taken'] }, [': Title is taken']],
    ['Rails, with codes', { errors: { title: [{ error: 'blank' }] } }, ['/title: blank']],
    [
      'Rails, nested',
      { errors: { 'items[0].name': ['is odd'], 'address.street': ['is odd'] } },
      ['/items/0/name: is odd', '/address/street: is odd'],
    ],
    [
      'Laravel',
      {
        message: 'The given data was invalid.',
        errors: { title: ['Required.'], 'items.0.name': ['Odd.'] },
      },
      ['/title: Required.', '/items/0/name: Odd.'],
    ],
    [
      'ASP.NET',
      {
        type: 'https://tools.ietf.org/html/rfc9110#section-15.5.1',
        title: 'One or more validation errors occurred.',
        status: 400,
        errors: {
          Title: ['The Title field is required.'],
          'Items[0].Name': ['Odd.'],
          '$.dueDate': ['No date.'],
        },
      },
      ['/title: The Title field is required.', '/items/0/name: Odd.', '/dueDate: No date.'],
    ],
    [
      'Django REST',
      { title: ['This field is required.'], non_field_errors: ['Both.'] },
      ['/title: This field is required.', ': Both.'],
    ],
    [
      'Django REST, nested',
      { items: [{}, { name: ['Odd.'] }], address: { street: ['Odd.'] } },
      ['/items/1/name: Odd.', '/address/street: Odd.'],
    ],
    [
      'Zod',
      { issues: [{ code: 'too_small', path: ['items', 0, 'name'], message: 'Too small' }] },
      ['/items/0/name: Too small'],
    ],
    [
      'Zod in an error',
      {
        success: false,
        error: { name: 'ZodError', issues: [{ path: ['title'], message: 'Required' }] },
      },
      ['/title: Required'],
    ],
    [
      'Zod as a text',
      {
        success: false,
        error: { name: 'ZodError', message: '[{"path":["title"],"message":"Required"}]' },
      },
      ['/title: Required'],
    ],
    [
      'Zod, flattened',
      { formErrors: ['Both'], fieldErrors: { title: ['Required'] } },
      [': Both', '/title: Required'],
    ],
    [
      'Zod, flattened within',
      { error: { formErrors: [], fieldErrors: { title: ['Required'] } } },
      ['/title: Required'],
    ],
    [
      'Zod, formatted',
      { errors: { _errors: ['Both'], title: { _errors: ['Required'] } } },
      [': Both', '/title: Required'],
    ],
    ['RealWorld', { errors: { body: ["can't be empty"] } }, [": can't be empty"]],
    [
      'JSON:API',
      {
        errors: [
          {
            status: '422',
            title: 'Invalid',
            detail: 'Is odd',
            source: { pointer: '/data/attributes/title' },
          },
        ],
      },
      ['/title: Is odd'],
    ],
    [
      'JSON:API, of the address',
      { errors: [{ detail: 'Is odd', source: { parameter: 'page' } }] },
      ['/query/page: Is odd'],
    ],
    [
      'FastAPI',
      { detail: [{ type: 'missing', loc: ['body', 'items', 0, 'name'], msg: 'Field required' }] },
      ['/items/0/name: Field required'],
    ],
    [
      'FastAPI, of the address',
      { detail: [{ loc: ['query', 'page'], msg: 'Odd' }] },
      ['/query/page: Odd'],
    ],
    [
      'Nest',
      {
        statusCode: 400,
        message: ['title should not be empty', 'items.0.name must be a string', 'No'],
        error: 'Bad Request',
      },
      ['/title: title should not be empty', '/items/0/name: items.0.name must be a string', ': No'],
    ],
    [
      'class-validator',
      {
        message: [
          {
            property: 'address',
            children: [{ property: 'street', constraints: { isString: 'Odd', min: 'Short' } }],
          },
        ],
      },
      ['/address/street: Odd', '/address/street: Short'],
    ],
    [
      'Spring',
      {
        status: 400,
        error: 'Bad Request',
        errors: [{ field: 'title', defaultMessage: 'must not be blank', code: 'NotBlank' }],
      },
      ['/title: must not be blank'],
    ],
    [
      'Symfony',
      { violations: [{ propertyPath: 'items[0].name', message: 'Odd' }] },
      ['/items/0/name: Odd'],
    ],
    [
      'express-validator',
      {
        errors: [
          { type: 'field', msg: 'Odd', path: 'title', location: 'body' },
          { msg: 'Odd', param: 'page', location: 'query' },
        ],
      },
      ['/title: Odd', '/query/page: Odd'],
    ],
    [
      'Mongoose',
      {
        errors: {
          title: {
            name: 'ValidatorError',
            message: 'Path `title` is required.',
            kind: 'required',
            path: 'title',
          },
        },
      },
      ['/title: Path `title` is required.'],
    ],
    [
      'Ajv',
      [{ instancePath: '/items/0/name', message: 'must be string' }],
      ['/items/0/name: must be string'],
    ],
    [
      'RFC 7807',
      { 'invalid-params': [{ name: 'title', reason: 'must be short' }] },
      ['/title: must be short'],
    ],
    [
      'Google',
      {
        error: {
          code: 400,
          message: 'Odd',
          details: [{ '@type': 'x', fieldViolations: [{ field: 'title', description: 'Odd' }] }],
        },
      },
      ['/title: Odd'],
    ],
    ['Phoenix', { errors: { due_date: ['is invalid'] } }, ['/dueDate: is invalid']],
    [
      'Strapi',
      {
        error: {
          status: 400,
          name: 'ValidationError',
          message: 'x',
          details: { errors: [{ path: ['title'], message: 'Odd', name: 'ValidationError' }] },
        },
      },
      ['/title: Odd'],
    ],
    [
      'PocketBase',
      { code: 400, message: 'Failed.', data: { title: { code: 'x', message: 'Odd' } } },
      ['/title: Odd'],
    ],
    [
      'Holdfast',
      {
        errors: [
          { detail: 'Too long', pointer: '#/title' },
          { detail: 4 },
          { detail: 'Odd' },
          null,
        ],
      },
      ['/title: Too long', ': Odd'],
    ],
    [
      'a fragment',
      { errors: [{ detail: 'Odd', pointer: '#/a%20b/c~1d/%C3%A9' }] },
      ['/a b/c~1d/é: Odd'],
    ],
    [
      'Zod as a tree',
      {
        errors: [],
        properties: {
          title: { errors: ['Required'] },
          items: {
            errors: [],
            items: [{ errors: [], properties: { name: { errors: ['Short'] } } }],
          },
        },
      },
      ['/title: Required', '/items/0/name: Short'],
    ],
    [
      'Django REST, standardized',
      { type: 'validation_error', errors: [{ code: 'required', detail: 'Odd.', attr: 'title' }] },
      ['/title: Odd.'],
    ],
    [
      'FluentValidation',
      { errors: [{ propertyName: 'Title', errorMessage: 'Odd.', attemptedValue: '' }] },
      ['/title: Odd.'],
    ],
    [
      'fields with one sentence each',
      { title: 'must not be blank', 'address.street': 'is odd' },
      ['/title: must not be blank', '/address/street: is odd'],
    ],
    [
      'a wrapper around the fields',
      { detail: [{ loc: ['body', 'payload', 'title'], msg: 'Odd' }] },
      ['/title: Odd'],
    ],
    ['marshmallow', { errors: { json: { title: ['Odd.'] } } }, ['/title: Odd.']],
    [
      'GraphQL, by its extensions',
      {
        errors: [{ message: 'Odd', path: ['addNote'], extensions: { field: 'title', code: 'X' } }],
      },
      ['/title: Odd'],
    ],
    [
      'one mistake alone',
      { error: { code: 'missing', message: 'Odd.', param: 'title' } },
      ['/title: Odd.'],
    ],
    ['a field called properties', { errors: { properties: ['Odd'] } }, ['/properties: Odd']],
    ['unseen characters', { errors: { title: ['\u202eO\u0000dd\u2069'] } }, ['/title: Odd']],
    ['a broken fragment', { errors: [{ detail: 'Odd', pointer: '#/100%' }] }, ['/100%: Odd']],
    [
      'names of any script',
      { errors: { имя: ['Нет'], 名前: ['いいえ'] } },
      ['/имя: Нет', '/名前: いいえ'],
    ],
    ['a field called message', { errors: { message: ['Required'] } }, ['/message: Required']],
    [
      'a field called title with one sentence',
      { errors: { title: 'is taken' } },
      ['/title: is taken'],
    ],
  ])('is read: %s', (_title, body, expected) => {
    expect(lines(body)).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'Invalid'],
    ['an empty list', { errors: [] }],
    ['no list', { errors: {}, message: 'Invalid' }],
    ['details that are single words', { details: { note: 'My brother Tomas' } }],
    ['numbers', { errors: [1, { detail: 2 }] }],
    ['what was sent, given back', { title: '' }],
    ['fields of which one was never sent', { title: 'A note', status: 'Bad Request' }],
    [
      'lists about something else, beside a sentence',
      { msg: 'Too weak.', weak_password: { reasons: ['length'] } },
    ],
    ['data that has nothing to do with it', { title: 'A note', tags: [1, 2], id: 7 }],
  ])('is not seen in %s', (_title, body) => {
    expect(lines(body)).toEqual([]);
  });

  it.each([
    '<p>Bad</p>',
    'NullReferenceException: no\n   at App.Notes.Save()',
    'Error: no\n    at save (/srv/app.js:1:2)',
    'SQLSTATE[23000]: duplicate',
    'select * from notes where 1',
    'UPDATE notes SET title=1 failed.',
    'duplicate key value violates unique constraint "notes_pkey"',
    'File "/app/main.py", line 3, in save',
    'Undefined index in /var/www/index.php on line 12.',
    'C:\\app\\Notes.cs: no such note.',
    'panic: index out of range.',
    'x'.repeat(301),
  ])('is left out when it is not meant for users: %s', (message) => {
    expect(lines({ errors: { title: [message], base: [message] } })).toEqual(['/title: …']);
    expect(foreignWords({ detail: message })).toBeUndefined();
  });

  it('keeps the names of the server when the request is not known', () => {
    expect(lines({ errors: { Title: ['Odd'] } }, null)).toEqual(['/Title: Odd']);
    const jsonApi = { errors: [{ detail: 'Odd', source: { pointer: '/data/attributes/title' } }] };
    expect(lines(jsonApi, null)).toEqual(['/data/attributes/title: Odd']);
    expect(lines(jsonApi, { data: { attributes: { title: '' } } })).toEqual([
      '/data/attributes/title: Odd',
    ]);
  });

  it('is read from any value without throwing, and in bounded time', () => {
    const name = fc.constantFrom(
      'errors',
      'error',
      'detail',
      'message',
      'path',
      'children',
      'title',
    );
    const body = fc.letrec((tie) => ({
      body: fc.oneof(
        fc.jsonValue(),
        fc.array(tie('body'), { maxLength: 4 }),
        fc.dictionary(name, tie('body')),
      ),
    })).body;
    fc.assert(
      fc.property(body, fc.jsonValue(), (said, given) => {
        for (const { pointer, message } of foreignIssues(said, given)) {
          expect(pointer === '' || pointer.startsWith('/')).toBe(true);
          expect(message.length).toBeLessThanOrEqual(300);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the one sentence of a refusal', () => {
  it.each<[unknown, string | undefined]>([
    [{ detail: 'The title is taken.' }, 'The title is taken.'],
    [{ message: ' The title\n is taken. ' }, 'The title is taken.'],
    [{ error: { message: 'The title is taken.' } }, 'The title is taken.'],
    [{ message: 'Title has already been taken' }, 'Title has already been taken'],
    [{ error: 'invalid_title' }, undefined],
    [{ detail: 'private words' }, undefined],
    [{ detail: 7 }, undefined],
    [null, undefined],
  ])('of %j is %j', (body, sentence) => {
    expect(foreignWords(body)).toBe(sentence);
  });
});
