import { describe, expect, it } from 'vitest';
import strings from '../../package.nls.zh-cn.json';
import texts from '../../l10n/bundle.l10n.zh-cn.json';
import { SitesView } from './sites-view.ts';
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

const FILES = { 'go.mod': 'module example.com/users\n\ngo 1.24\n\ntoolchain go1.24.4\n', 'users.go': USERS };

describe.each([
  ['the extension', 'BUCKETWISE_VSIX'],
  ['the extension in the browser', 'BUCKETWISE_WEB_VSIX'],
])('%s in a window whose language is Simplified Chinese', (_, vsix) => {
  const name = vsix === 'BUCKETWISE_VSIX' ? 'zh-cn' : 'zh-cn-web';
  const opened = withWorkbench(
    { folder: temporaryFolder('users', FILES), file: 'users.go', language: 'zh-cn' },
    () => ({
      packages: [required(vsix)],
      settings: { 'workbench.colorTheme': 'Default Dark Modern' },
    }),
  );

  it('counts in Chinese above a function', async () => {
    const workbench = opened();
    await workbench.untilSquiggles(1);
    // Lenses are drawn anew with each answer: both texts are looked for at once.
    const lens = workbench.page
      .locator('.codelens-decoration', { hasText: texts['1 map remark'] })
      .filter({ hasText: texts.Simulate });
    await lens.first().waitFor();
  });

  it('has Chinese commands and a Chinese view', async () => {
    const workbench = opened();
    const view = new SitesView(workbench);
    await view.open();
    await workbench.page
      .locator('.pane-header, .title-label', { hasText: strings['view.sites'] })
      .first()
      .waitFor();
    await view.untilRows('users 1 处 map · 1 个问题', 'byID 160 kB / 1,000 个 · 扩容 8 次');
    await workbench.picture(`sites-${name}`);
    await workbench.runCommand(`Bucketwise: ${strings['command.explainRule']}`);
    await workbench.page.getByText(texts['Explain a rule']).first().waitFor();
    await workbench.picture(`explain-${name}`);
    await workbench.page.keyboard.press('Escape');
  });

  it('offers in Chinese what can be done', async () => {
    const workbench = opened();
    await workbench.goTo(11, 20);
    const entries = await workbench.openQuickFixes();
    await workbench.picture(`quick-fix-${name}`);
    expect(entries[0]).toContain('len(users)');
    expect(entries).toEqual(
      expect.arrayContaining([
        expect.stringContaining(texts['Simulate this map']),
        expect.stringContaining('在此处忽略（bucketwise:ignore missing-capacity-hint）'),
        expect.stringContaining('查看 missing-capacity-hint 的说明'),
      ]),
    );
    await workbench.page.keyboard.press('Escape');
  });

  it('tells in Chinese what a map is made of', async () => {
    const workbench = opened();
    await workbench.goTo(11, 20);
    const text = await workbench.hoverText();
    await workbench.picture(`hover-${name}`);
    expect(text).toContain(texts['with a hint']);
    expect(text).toContain(texts['Simulate this map']);
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Escape');
  });

  it('tells in Chinese which Go and which map are in force', async () => {
    const workbench = opened();
    const text = await workbench.languageStatus('Go 1.24.4 map：Swiss table');
    await workbench.picture(`status-${name}`);
    expect(text).toContain(texts['from the toolchain line']);
    await workbench.page.keyboard.press('Escape');
  });

  it('threw nothing in the window', () => {
    expect(opened().errors).toEqual([]);
  });
});
