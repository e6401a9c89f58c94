import { describe, expect, it } from 'vitest';
import { ReportPage } from './report-page.ts';
import { SitesView } from './sites-view.ts';
import { withWorkbench } from './with-workbench.ts';
import { required, temporaryFolder, type Clip, type Workbench } from './workbench.ts';

const ORDERS = `package orders

import (
	"encoding/json"
	"net/http"
)

// Order is one order of a customer.
type Order struct {
	ID       int64
	Customer string
	Cents    int64
}

// Book keeps the orders of the shop.
type Book struct {
	orders []Order
	open   map[int64]bool
}

// ServeHTTP sends the orders by their id.
func (b *Book) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	byID := make(map[int64]Order)
	for _, order := range b.orders {
		byID[order.ID] = order
	}
	_ = json.NewEncoder(w).Encode(byID)
}

// Settle takes orders off the list of open ones.
func (b *Book) Settle(paid []Order) {
	for _, order := range paid {
		if _, ok := b.open[order.ID]; ok {
			delete(b.open, order.ID)
		}
	}
}

// Drop takes all of a customer's orders out, one by one.
func Drop(orders map[int64]Order) (dropped int) {
	for id := range orders {
		delete(orders, id)
		dropped++
	}
	return dropped
}
`;

const STOCK = `package stock

// Names of articles by their number.
var names = map[string]string{"A1": "apple", "P7": "pear"}

// Name gives an article's name.
func Name(article string) string { return names[article] }

// Shelf counts what is there, by article.
type Shelf struct{ count map[string]int }

// NewShelf makes an empty shelf.
func NewShelf() *Shelf { return &Shelf{count: make(map[string]int)} }
`;

/** All that a reader sees, in one place, so that each picture can be looked at in every theme. */
const SHOP = {
  'go.mod': 'module example.com/shop\n\ngo 1.24\n\ntoolchain go1.26.0\n',
  'orders/orders.go': ORDERS,
  'stock/stock.go': STOCK,
};

/** The part of the window with the code, for the walkthrough. */
const CODE: Clip = { x: 52, y: 68, width: 1090, height: 680 };

describe.each([
  ['dark', 'Default Dark Modern'],
  ['light', 'Default Light Modern'],
  ['high-contrast', 'Default High Contrast'],
  ['high-contrast-light', 'Default High Contrast Light'],
])('in the %s theme', (name, theme) => {
  const opened = withWorkbench({ folder: temporaryFolder('shop', SHOP), file: 'orders/orders.go' }, () => ({
    packages: [required('BUCKETWISE_VSIX')],
    settings: {
      'workbench.colorTheme': theme,
      'files.autoSave': 'off',
      'workbench.activityBar.location': 'default',
      'editor.minimap.enabled': false,
      'breadcrumbs.enabled': false,
    },
  }));
  const take = (workbench: Workbench, what: string, clip?: Clip): Promise<void> =>
    workbench.picture(`${what}-${name}`, clip);

  it('remarks, and counts them over functions', async () => {
    const workbench = opened();
    await workbench.page.keyboard.press('Control+B');
    await workbench.squiggles().first().waitFor();
    // Lenses are drawn anew with each answer: the whole text is looked for at once.
    const lens = workbench.page.locator('.codelens-decoration', {
      hasText: /1 map remark · hot\s*\|\s*Simulate/,
    });
    await lens.first().waitFor();
    await take(workbench, 'picture-editor');
  });

  it('tells in a hover what a map is made of', async () => {
    const workbench = opened();
    await workbench.goTo(23, 18);
    expect(await workbench.hoverText()).toContain('map[int64]Order');
    await take(workbench, 'picture-hover');
    await take(workbench, 'walkthrough-remark', CODE);
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Escape');
  });

  it('offers the fix in the light bulb', async () => {
    const workbench = opened();
    await workbench.goTo(23, 18);
    const [first] = await workbench.openQuickFixes();
    expect(first).toContain('len(b.orders)');
    await take(workbench, 'picture-quick-fix');
    await take(workbench, 'walkthrough-fix', CODE);
  });

  it('shows what a fix changes before it is made', async () => {
    const workbench = opened();
    await workbench.previewQuickFix();
    const preview = workbench.page.locator('.bulk-edit-panel');
    await preview.locator('.monaco-list-row', { hasText: 'len(b.orders)' }).first().waitFor();
    await take(workbench, 'picture-fix-preview');
    await workbench.page.getByRole('button', { name: 'Discard' }).click();
    await preview.waitFor({ state: 'hidden' });
    expect(await workbench.text()).toContain('byID := make(map[int64]Order)');
  });

  it('plays the growth of a map', async () => {
    const workbench = opened();
    await workbench.goTo(23, 18);
    await workbench.runCommand('Bucketwise: Open Growth Simulator');
    const page = await workbench.webviewWith('make(map[int64]Order)');
    await page.getByText('never grows').first().waitFor();
    await take(workbench, 'picture-simulator');
    await workbench.picture(`walkthrough-growth-${name}`, { x: 746, y: 68, width: 690, height: 800 });
    const tab = workbench.page.locator('.tab', { hasText: 'Growth Simulator' });
    await tab.click({ button: 'middle' });
    await tab.waitFor({ state: 'hidden' });
  });

  it('sums all maps up in a report', async () => {
    const workbench = opened();
    const report = new ReportPage(workbench);
    await report.open();
    await report.untilSaid('stock.go:13');
    await report.choose('orders.go:23');
    await take(workbench, 'picture-report');
    const tab = workbench.page.locator('.tab', { hasText: 'Site Report' });
    await tab.click({ button: 'middle' });
    await tab.waitFor({ state: 'hidden' });
  });

  it('lists all maps', async () => {
    const workbench = opened();
    const view = new SitesView(workbench);
    await view.open();
    await view.row('orders').click();
    await view.row('byID').waitFor();
    await view.row('stock').click();
    await view.row('names').waitFor();
    await view.row('byID').hover();
    await take(workbench, 'picture-sites');
    await workbench.picture(`walkthrough-sites-${name}`, { x: 0, y: 36, width: 860, height: 536 });
  });

  it('says what is in force', async () => {
    const workbench = opened();
    await workbench.page.locator('.tab', { hasText: 'orders.go' }).click();
    await workbench.languageStatus('Go 1.26 maps: Swiss tables');
    await take(workbench, 'picture-status');
    await workbench.page.keyboard.press('Escape');
  });

  it('silences one, and knows the levels of rules', async () => {
    const workbench = opened();
    await workbench.page.keyboard.press('Control+B');
    await workbench.goTo(33, 6);
    await workbench.openQuickFixes();
    await workbench.chooseQuickFix('Ignore here');
    await workbench.untilText(/\/\/bucketwise:ignore double-lookup/);
    // What is left to write is selected.
    await workbench.page.keyboard.type('ids are rarely open');
    await workbench.untilText(/\/\/bucketwise:ignore double-lookup ids are rarely open/);
    await workbench.page.keyboard.press('Escape');
    await workbench.goTo(33, 3);
    await take(workbench, 'picture-ignore');
    await take(workbench, 'walkthrough-levels', CODE);
    await workbench.page.keyboard.press('Control+Z');
  });

  it('is introduced by a walkthrough', async () => {
    const workbench = opened();
    await workbench.runCommand('Bucketwise: Open Walkthrough');
    const steps = workbench.page.locator('.getting-started-step');
    await steps.first().waitFor();
    expect(await steps.count()).toBe(5);
    await workbench.page.waitForTimeout(500);
    await take(workbench, 'picture-walkthrough');
    // Steps are done by doing them.
    await workbench.runCommand('Bucketwise: Open Growth Simulator');
    await workbench.page
      .locator('.getting-started-step .codicon-getting-started-step-checked')
      .first()
      .waitFor();
  });

  it('threw nothing in the window', () => {
    expect(opened().errors).toEqual([]);
  });
});
