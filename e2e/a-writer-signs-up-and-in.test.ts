import { serveLoopback } from '@holdfast/testing/node';
import { expect, test } from './harness/test.ts';
import { ann, signIn, signUp } from './harness/writer.ts';

test('a writer signs up, and a reload keeps the session', async ({ page }) => {
  await signUp(page, ann);
  await expect(page.getByRole('banner').getByText(ann.name)).toBeVisible();

  await page.reload();
  await expect(page.getByRole('heading', { name: 'Characters' })).toBeVisible();
  await expect(page.getByRole('banner').getByText(ann.name)).toBeVisible();
});

test('the session is in a cookie that no script can read and no other site can send', async ({
  page,
  context,
}) => {
  await signUp(page, ann);
  const cookies = await context.cookies();
  expect(cookies).toHaveLength(1);
  expect(cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
  expect(await page.evaluate(() => document.cookie)).toBe('');
});

test('a writer signs out, and in again with the right password only', async ({ page, context }) => {
  await signUp(page, ann);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(await context.cookies()).toEqual([]);

  await page.getByLabel('Name').fill(ann.name);
  await page.getByLabel('Password').fill('not what she chose');
  await page.getByRole('button', { name: 'Sign in' }).click();
  const trouble = page.getByRole('main').getByRole('alert');
  await expect(trouble).toContainText('You are not signed in');
  await expect(trouble).toContainText(/name or (the )?password/i);
  expect(await context.cookies()).toEqual([]);

  await signIn(page, ann);
  await expect(page.getByRole('banner').getByText(ann.name)).toBeVisible();
});

test('a writer whose sign-up was not answered signs in with the same name and password', async ({
  page,
  context,
}) => {
  await signUp(page, ann);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();

  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByLabel('Name').fill(ann.name.toUpperCase());
  await page.getByLabel('Password').fill(ann.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('This name is taken.')).toBeVisible();
  expect(await context.cookies()).toEqual([]);

  await expect(page.getByText('Is it yours?')).toBeVisible();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: `Hello, ${ann.name}` })).toBeVisible();
  await expect(page.getByRole('banner').getByText(ann.name)).toBeVisible();
});

test('a stranger does not get into an account by signing up with its name', async ({
  page,
  context,
}) => {
  await signUp(page, ann);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill(ann.name);
  await page.getByLabel('Password').fill('what a stranger would guess');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('This name is taken.')).toBeVisible();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('main').getByText('You are not signed in')).toBeVisible();
  expect(await context.cookies()).toEqual([]);

  // From here on the writer types another name.
  await page.getByLabel('Name').fill('Ann Another');
  await expect(page.getByText('Is it yours?')).toBeHidden();
});

test('a name or a password that the rules refuse is refused in its field', async ({ page }) => {
  await page.goto('/sign-up');
  for (const [label, typed, issue] of [
    ['Name', 'Mаra', 'mixes alphabets'],
    ['Name', 'Ma\u200Bra', 'cannot be seen'],
    ['Password', 'aaaaaaaaaa', 'repeats itself'],
    ['Password', 'Password123', 'many people use'],
    ['Password', 'p.a.s.s.w.o.r.d', 'many people use'],
    ['Password', '👨‍👩‍👧‍👦👨‍👩‍👧', 'at least 10'],
  ] as const) {
    await page.getByLabel('Name').fill(ann.name);
    await page.getByLabel('Password').fill(ann.password);
    await page.getByLabel(label).fill(typed);
    await page.getByRole('button', { name: 'Create account' }).click();
    // Not the hint, which says nearly the same.
    await expect(page.getByText(issue).last()).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Create an account' })).toBeVisible();
  }
});

test('a name of forty wide letters leaves the button to sign out in sight', async ({ page }) => {
  await signUp(page, { ...ann, name: 'W'.repeat(40) });
  for (const width of [1280, 800, 360]) {
    await page.setViewportSize({ width, height: 740 });
    // On a phone a button opens the pages about the writer.
    if (width < 720) await page.getByRole('button', { name: 'Menu' }).click();
    for (const name of ['Sign out', 'Leave all devices']) {
      await expect(page.getByRole('button', { name })).toBeInViewport({ ratio: 1 });
      // Nothing covers it.
      await page.getByRole('button', { name }).click({ trial: true });
    }
  }
});

test('a sheet shows what will be saved, without invisible characters', async ({ page }) => {
  await signUp(page, ann);
  await page.getByRole('link', { name: 'New character' }).first().click();
  await page.getByLabel('Name').fill('\u202EAda\u0007');
  await page.getByLabel('Role').fill('keeper\u2066');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('Ada')).toHaveText(/^Ada$/);
  await expect(page.getByText('keeper')).toHaveText(/^keeper$/);
});

test('a writer leaves all devices, and each asks for the password again', async ({
  page,
  context,
  browser,
  fireside,
}) => {
  await signUp(page, ann);
  const elsewhere = await browser.newContext({ baseURL: fireside.url });
  const other = await elsewhere.newPage();
  await signIn(other, ann);

  await page.getByRole('button', { name: 'Leave all devices' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('every other device');
  await dialog.getByRole('button', { name: 'Leave them all' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(await context.cookies()).toEqual([]);

  await other.reload();
  await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await elsewhere.close();
});

test('another site cannot write in the name of a writer who visits it', async ({
  page,
  context,
  fireside,
}) => {
  await signUp(page, ann);
  const elsewhere = await serveLoopback((_, response) => {
    response.setHeader('content-type', 'text/html').end('<title>Elsewhere</title>');
  });
  const visitor = await context.newPage();
  const account = { name: 'Mallory', password: 'chosen by mallory' };

  // Another port is another origin on the same site, so the browser sends the cookie along.
  for (const origin of [elsewhere.url, elsewhere.url.replace('127.0.0.1', 'localhost')]) {
    await visitor.goto(origin);
    const before = fireside.line.sends({ method: 'POST', path: '/api/accounts' }).length;
    await visitor.evaluate(
      ([url, body]) =>
        fetch(url, { method: 'POST', mode: 'no-cors', credentials: 'include', body }).catch(
          // The other site may not even read the refusal.
          () => {},
        ),
      [`${fireside.url}/api/accounts`, JSON.stringify(account)] as const,
    );
    const sends = fireside.line.sends({ method: 'POST', path: '/api/accounts' }).slice(before);
    expect(sends.map(({ status }) => status)).toEqual([403]);
  }
  await elsewhere.close();

  expect(fireside.database.accounts()).toEqual([ann.name]);
});
