import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ReportPage } from './report-page.ts';
import { withWorkbench } from './with-workbench.ts';
import { required, temporaryFolder } from './workbench.ts';

const USERS = `package users

// User is one account.
type User struct {
	ID   int
	Name string
}

// ByID indexes users by their id.
func ByID(users []User) map[int]User {
	byID := make(map[int]User)
	for _, user := range users {
		byID[user.ID] = user
	}
	return byID
}
`;

const ORDERS = `package orders

// Totals adds up what each customer ordered.
func Totals(orders map[string][]int) map[string]int64 {
	totals := map[string]int64{}
	for customer, prices := range orders {
		totals[customer] = int64(len(prices))
	}
	return totals
}

var kinds = map[string]bool{"book": true, "toy": false}

// Known tells whether a kind is known.
func Known(kind string) bool { return kinds[kind] }
`;

const folder = (): string =>
  temporaryFolder('shop', {
    'go.mod': 'module example.com/shop\n\ngo 1.24\n\ntoolchain go1.24.4\n',
    'users/users.go': USERS,
    'orders/orders.go': ORDERS,
  });

describe('the site report', () => {
  const here = folder();
  const opened = withWorkbench({ folder: here, file: 'go.mod' }, () => ({
    packages: [required('BUCKETWISE_VSIX')],
    settings: { 'workbench.colorTheme': 'Default Dark Modern', 'files.simpleDialog.enable': true },
  }));
  const report = (): ReportPage => new ReportPage(opened());

  it('shows the maps of the workspace, what saves most first', async () => {
    await report().open();
    await report().untilPlaces('users/users.go:11', 'orders/orders.go:5', 'orders/orders.go:12');
    const text = await report().text();
    expect(text).toContain('all 2 safe fixes save');
    await opened().picture('report');
  });

  it('sorts and filters', async () => {
    await report().sortBy('place');
    await report().untilPlaces('orders/orders.go:5', 'orders/orders.go:12', 'users/users.go:11');
    await report().filter('fixable:yes type:int64');
    await report().untilPlaces('orders/orders.go:5');
    await report().filter('');
  });

  it('goes to the code, and is as it was when it is shown again', async () => {
    await report().filter('users');
    await (await report().button('users/users.go:11')).first().click();
    await opened().untilText(/byID := make\(map\[int\]User\)/);
    await expect
      .poll(() => opened().page.locator('.statusbar-item', { hasText: 'Ln ' }).first().innerText())
      .toContain('Ln 11');
    await report().show();
    await report().untilPlaces('users/users.go:11');
    await report().filter('');
  });

  it('shows what the selected fixes would change, and makes nothing when that is put away', async () => {
    await report().selectAll();
    await (await report().button('Make 2 fixes…')).click();
    const { page } = opened();
    await page.locator('.tab', { hasText: '2 safe fixes' }).waitFor();
    await page
      .locator('.monaco-diff-editor .modified .view-line', { hasText: 'len(users)' })
      .first()
      .waitFor();
    await opened().picture('report-preview');
    await page.locator('.notification-toast').getByRole('button', { name: 'Discard' }).click();
    await page.locator('.tab', { hasText: '2 safe fixes' }).waitFor({ state: 'hidden' });
    await report().show();
    expect(readFileSync(join(here, 'users/users.go'), 'utf8')).toBe(USERS);
  });

  it('makes them, as one step, after somebody agreed', async () => {
    await (await report().button('Make 2 fixes…')).click();
    const { page } = opened();
    const tab = page.locator('.tab', { hasText: '2 safe fixes' });
    await tab.waitFor();
    // Asked for again, it takes the place of the one that is open.
    await report().show();
    await (await report().button('Make 2 fixes…')).click();
    await page.locator('.tab.active', { hasText: '2 safe fixes' }).waitFor();
    expect(await tab.count()).toBe(1);
    await page.locator('.editor-actions .action-label[aria-label^="Apply Previewed Fixes"]').first().click();
    await tab.waitFor({ state: 'hidden' });
    await expect
      .poll(() => readFileSync(join(here, 'users/users.go'), 'utf8'), { timeout: 20_000 })
      .toContain('make(map[int]User, len(users))');
    expect(readFileSync(join(here, 'orders/orders.go'), 'utf8')).toContain(
      'make(map[string]int64, len(orders))',
    );
    await report().show();
    await report().untilSaid('Made: ');
    await expect.poll(() => report().text(), { timeout: 20_000 }).toMatch(/safe fixes\s+0\s/);
  });

  it('exports to a file that is chosen', async () => {
    await (await report().button('Export')).click();
    await (await report().button('CSV…')).click();
    const { page } = opened();
    const input = page.locator('.quick-input-widget input[type="text"]');
    // The dialog proposes a file in the folder.
    await expect.poll(() => input.inputValue(), { timeout: 20_000 }).toMatch(/shop\/maps\.csv$/);
    await page.waitForTimeout(500);
    await page.keyboard.press('Enter');
    await expect.poll(() => existsSync(join(here, 'maps.csv')), { timeout: 20_000 }).toBe(true);
    const [head, ...lines] = readFileSync(join(here, 'maps.csv'), 'utf8').trim().split('\r\n');
    expect(head).toContain('path,line,column,package,name,type');
    expect(lines.map((line) => line.split(',')[0]).sort()).toEqual([
      'orders/orders.go',
      'orders/orders.go',
      'users/users.go',
    ]);
    await report().untilSaid('Exported to maps.csv');
  });

  it('threw nothing in the window', () => {
    expect(opened().errors).toEqual([]);
  });
});

describe('the site report in the web worker extension host', () => {
  const opened = withWorkbench({ folder: folder(), file: 'go.mod' }, () => ({
    packages: [required('BUCKETWISE_WEB_VSIX')],
  }));

  it('lists the maps with the browser entry alone', async () => {
    const report = new ReportPage(opened());
    await report.open();
    await report.untilPlaces('users/users.go:11', 'orders/orders.go:5', 'orders/orders.go:12');
  });
});
