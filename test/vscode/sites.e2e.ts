import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SitesView } from './sites-view.ts';
import { withWorkbench, type OpenedFolder } from './with-workbench.ts';
import { required, temporaryFolder } from './workbench.ts';

const USERS = `package users

// User is one account.
type User struct {
	ID   int
	Name string
}

var roles = map[string]bool{"admin": true, "guest": false}

// ByID indexes users by their id.
func ByID(users []User) map[int]User {
	byID := make(map[int]User)
	for _, user := range users {
		byID[user.ID] = user
	}
	return byID
}

// May tells whether a role may enter.
func May(role string) bool { return roles[role] }
`;

const ORDERS = `package orders

import "net/http"

// Book keeps orders by customer.
type Book struct {
	byCustomer map[string][]int
}

// NewBook makes an empty book.
func NewBook() *Book {
	return &Book{byCustomer: make(map[string][]int, 64)}
}

// ServeHTTP adds up what each customer ordered.
func (b *Book) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	totals := map[string]int64{}
	for customer, orders := range b.byCustomer {
		totals[customer] = int64(len(orders))
	}
	_ = totals
}

// Drop forgets customers.
func (b *Book) Drop(customers []string) {
	for _, customer := range customers {
		if _, ok := b.byCustomer[customer]; ok {
			delete(b.byCustomer, customer)
		}
	}
}
`;

const CACHE = `package cache

// Empty gives an empty set.
func Empty() map[string]struct{} {
	return map[string]struct{}{}
}
`;

const MODULE = { 'go.mod': 'module example.com/shop\n\ngo 1.24\n\ntoolchain go1.24.4\n' };

const shop = (): OpenedFolder => ({
  folder: temporaryFolder('shop', {
    ...MODULE,
    'users/users.go': USERS,
    'orders/orders.go': ORDERS,
    'internal/cache/cache.go': CACHE,
  }),
  file: 'users/users.go',
});

describe.each([
  ['dark', 'Default Dark Modern'],
  ['light', 'Default Light Modern'],
])('the view of all maps in the %s theme', (name, theme) => {
  const opened = withWorkbench(shop(), () => ({
    packages: [required('BUCKETWISE_VSIX')],
    settings: { 'workbench.colorTheme': theme, 'files.autoSave': 'off' },
  }));
  const view = (): SitesView => new SitesView(opened());

  it('lists the packages, those first whose fixes save most', async () => {
    await view().open();
    await view().untilRows(
      'users 2 sites · 1 finding',
      'orders 3 sites · 2 findings',
      'internal/cache 1 site',
    );
    await expect.poll(() => view().badge()).toBe('3');
  });

  it('is told of in the language status as well', async () => {
    await opened().languageStatus('3 in the workspace');
    await opened().page.keyboard.press('Escape');
  });

  it('shows the maps of a package with what they cost', async () => {
    await view().row('orders').click();
    await view().row('totals').waitFor();
    await view().row('users').click();
    await view().untilRows(
      'users',
      'byID 160 kB at 1,000 · grows 8× · map[int]User',
      'roles 256 B at 2 · map[string]bool',
      'orders',
      'totals 109 kB at 1,000 · grows 8× · hot · map[string]int64',
      'double-lookup orders.go:27',
      'NewBook 5.5 kB at 64 · map[string][]int',
      'internal/cache',
    );
    await view().row('totals').hover();
    await view().picture(`sites-${name}`);
  });

  it('tells all about a map when it is pointed at', async () => {
    const text = await view().tooltip('totals');
    await view().picture(`sites-tooltip-${name}`);
    expect(text).toContain('Local variable in Book.ServeHTTP');
    expect(text).toContain('Filled with 1,000 entries');
    expect(text).toContain('missing-capacity-hint');
  });

  it('goes to the code', async () => {
    await view().row('totals').click();
    await opened().untilText(/totals := map\[string\]int64\{\}/);
    await expect
      .poll(() => opened().page.locator('.statusbar-item', { hasText: 'Ln ' }).first().innerText())
      .toContain('Ln 17');
  });

  it('filters by words, says so, and finds its way back', async () => {
    await view().filter('hot INT64');
    await view().untilRows('orders 1 site · 1 finding', 'totals');
    expect(await view().message()).toBe('Filter: hot INT64');
    await view().picture(`sites-filtered-${name}`);
    await view().filter('no such map');
    await view().welcome('No map site matches');
    await view().picture(`sites-nothing-left-${name}`);
    await view().choose('Clear Filter of Map Sites');
    await view().untilRows(
      'users',
      'byID',
      'roles',
      'orders',
      'totals',
      'double-lookup',
      'NewBook',
      'internal/cache',
    );
    expect(await view().message()).toBe('');
  });

  it('lists all maps together and sorts them', async () => {
    await view().choose('List Map Sites of All Packages Together');
    await view().untilRows('byID', 'totals', 'double-lookup orders.go:27', 'Empty', 'NewBook', 'roles');
    await view().choose('Sort Map Sites');
    await view().picture(`sites-sort-${name}`);
    await view().chooseInMenu('Sort Map Sites by Name');
    await view().untilRows('byID', 'double-lookup', 'Empty', 'NewBook', 'roles', 'totals');
    await view().picture(`sites-flat-${name}`);
    await view().choose('Group Map Sites by Package');
    await view().untilRows(
      'internal/cache',
      'orders',
      'double-lookup',
      'NewBook',
      'totals',
      'users',
      'byID',
      'roles',
    );
  });

  it('fixes a map from its row, and keeps what is open', async () => {
    await view().chooseInRow('totals', 'Apply Safe Fix');
    await opened().untilText(/totals := make\(map\[string\]int64, len\(b\.byCustomer\)\)/);
    await view().untilRows(
      'internal/cache',
      'orders 3 sites · 1 finding',
      'double-lookup',
      'NewBook',
      'totals 55 kB at 1,000 · hot',
      'users',
      'byID',
      'roles',
    );
    await expect.poll(() => view().badge()).toBe('2');
    await opened().page.keyboard.press('Escape');
  });

  it('simulates a map of a file that is not open', async () => {
    await view().row('internal/cache').click();
    await view().chooseInRow('Empty', 'Simulate This Map');
    const page = await opened().webviewWith('map[string]struct{}{}');
    expect(await page.locator('body').innerText()).toContain('cache.go:5');
  });

  it('shows the changes before it makes them', async () => {
    const workbench = opened();
    await workbench.page.locator('.tab', { hasText: 'orders.go' }).click();
    await workbench.runCommand('Bucketwise: Preview All Safe Map Fixes in File');
    const tab = workbench.page.locator('.tab', { hasText: 'orders.go: Safe Map Fixes' });
    await tab.waitFor();
    const added = workbench.page.locator('.monaco-diff-editor .modified .view-line', {
      hasText: 'delete(b.byCustomer, customer)',
    });
    await added.first().waitFor();
    await workbench.picture(`sites-preview-${name}`);
    await tab.click({ button: 'middle' });
    await tab.waitFor({ state: 'hidden' });
    expect(await workbench.text()).toContain('if _, ok := b.byCustomer[customer]; ok');
    await workbench.runCommand('Bucketwise: Apply All Safe Map Fixes in File');
    await workbench.untilText(/range customers \{\s+delete\(b\.byCustomer, customer\)/);
  });

  it('sets the level of a rule for the workspace', async () => {
    const { page } = opened();
    // The tree follows the last fix first.
    await expect.poll(() => view().badge()).toBe('1');
    await view().rest();
    await view().chooseInContext('byID', 'Set Level of Rule');
    const pick = (text: string): Promise<void> =>
      page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first().click();
    await pick('Off');
    await pick('Workspace settings');
    await view().untilRows(
      'internal/cache',
      'Empty',
      'orders',
      'NewBook',
      'totals',
      'users 2 sites',
      'byID',
      'roles',
    );
    await expect.poll(() => view().badge()).toBe('');
  });

  it('threw nothing in the window', () => {
    expect(opened().errors).toEqual([]);
  });
});

describe('a workspace without Go', () => {
  const opened = withWorkbench(
    { folder: temporaryFolder('notes', { 'notes.md': '# Notes\n' }), file: 'notes.md' },
    () => ({ packages: [required('BUCKETWISE_VSIX')] }),
  );

  it('says so', async () => {
    const view = new SitesView(opened());
    await view.open();
    await view.welcome('There is no Go code in this workspace.');
    await view.picture('sites-no-go');
  });
});

describe('a package with 1,200 maps', () => {
  const functions = Array.from(
    { length: 1200 },
    (_, at) => `func F${at}() map[int]int { return map[int]int{${at}: 1} }\n`,
  );
  const opened = withWorkbench(
    {
      folder: temporaryFolder('large', { ...MODULE, 'large.go': `package large\n\n${functions.join('\n')}` }),
      file: 'go.mod',
    },
    () => ({ packages: [required('BUCKETWISE_VSIX')], trusted: false }),
  );

  it('comes in pages, in Restricted Mode too', async () => {
    const view = new SitesView(opened());
    await view.open();
    await view.row('F0').waitFor();
    for (const count of ['700', '200']) {
      await view.toEnd(view.more(count));
      await view.more(count).click();
    }
    await view.toEnd(view.row('F1199'));
    expect(await opened().page.locator('.monaco-list-row', { hasText: ' more' }).count()).toBe(0);
  });
});

describe('with diagnostics of the whole workspace', () => {
  const here = shop();
  const opened = withWorkbench(here, () => ({
    packages: [required('BUCKETWISE_VSIX')],
    settings: { 'bucketwise.workspaceDiagnostics': true },
  }));
  const problems = (): Promise<string | null> =>
    opened().page.locator('[id="status.problems"] a').getAttribute('aria-label');

  it('shows findings of files that are not open, until that is switched off', async () => {
    const workbench = opened();
    await expect.poll(problems, { timeout: 20_000 }).toBe('Infos: 1');
    mkdirSync(join(here.folder, '.vscode'));
    writeFileSync(
      join(here.folder, '.vscode/settings.json'),
      JSON.stringify({ 'bucketwise.workspaceDiagnostics': false }),
    );
    await expect.poll(problems, { timeout: 20_000 }).toBe('No Problems');
    await workbench.untilSquiggles(1);
  });
});

describe('in the web worker extension host', () => {
  const opened = withWorkbench(shop(), () => ({ packages: [required('BUCKETWISE_WEB_VSIX')] }));

  it('lists, filters and fixes with the browser entry alone', async () => {
    const view = new SitesView(opened());
    await view.open();
    await view.untilRows('users', 'orders', 'internal/cache');
    await view.filter('totals');
    await view.untilRows('orders', 'totals');
    await view.chooseInRow('totals', 'Apply Safe Fix');
    await opened().untilText(/make\(map\[string\]int64, len\(b\.byCustomer\)\)/);
  });
});
