import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withWorkbench, type OpenedFolder } from './with-workbench.ts';
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

// Positions tells where each user stands.
func Positions(users []User) map[int]string {
	positions := map[int]string{}
	for i := range users {
		positions[i] = users[i].Name
	}
	return positions
}
`;

const FILES = { 'go.mod': 'module example.com/users\n\ngo 1.24\n\ntoolchain go1.24.4\n', 'users.go': USERS };

/** A folder of its own for each block: what one of them fixes is saved. */
const usersFolder = (): OpenedFolder => ({ folder: temporaryFolder('users', FILES), file: 'users.go' });

describe.each([
  ['dark', 'Default Dark Modern'],
  ['light', 'Default Light Modern'],
])('in the %s theme', (name, theme) => {
  const opened = withWorkbench(usersFolder(), () => ({
    packages: [required('BUCKETWISE_VSIX')],
    settings: { 'workbench.colorTheme': theme },
  }));

  it('underlines both maps that grow', async () => {
    const workbench = opened();
    await workbench.untilSquiggles(2);
    await workbench.picture(`editor-${name}`);
  });

  it('shows what a map is made of in a hover', async () => {
    const workbench = opened();
    await workbench.goTo(11, 20);
    const text = await workbench.hoverText();
    expect(text).toContain('map[int]User');
    expect(text).toMatch(/1\.24/);
    await workbench.picture(`hover-${name}`);
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Escape');
  });

  it('offers the fix first, then what else can be done', async () => {
    const workbench = opened();
    await workbench.goTo(20, 20);
    const entries = await workbench.openQuickFixes();
    await workbench.picture(`quick-fix-${name}`);
    expect(entries[0]).toContain('len(users)');
    expect(entries).toEqual(
      expect.arrayContaining([
        expect.stringContaining('Simulate this map'),
        expect.stringContaining('Ignore here (bucketwise:ignore missing-capacity-hint)'),
        expect.stringContaining('Explain missing-capacity-hint'),
      ]),
    );
  });

  it('applies the fix, and the squiggle goes', async () => {
    const workbench = opened();
    await workbench.chooseQuickFix('len(users)');
    await workbench.untilText(/positions := make\(map\[int\]string, len\(users\)\)/);
    await workbench.untilSquiggles(1);
  });

  it('simulates the map at the cursor', async () => {
    const workbench = opened();
    await workbench.goTo(11, 20);
    await workbench.runCommand('Bucketwise: Open Growth Simulator');
    const page = await workbench.webviewWith('make(map[int]User)');
    // The page shows its map first and draws when it is simulated.
    await page.locator('canvas').first().waitFor();
    await page.getByText('never grows').first().waitFor();
    const text = await page.locator('body').innerText();
    expect(text).toContain('users.go:11');
    expect(text).toMatch(/1\.24/);
    await workbench.picture(`simulator-${name}`);
  });

  it('tells which Go and which map are in force', async () => {
    const workbench = opened();
    await workbench.page.locator('.tab', { hasText: 'users.go' }).click();
    const text = await workbench.languageStatus('Go 1.24.4 maps: Swiss tables');
    await workbench.picture(`status-${name}`);
    expect(text).toContain('from the toolchain line');
    // Nobody has asked for more than the file yet, so nothing else was read.
    expect(text).not.toContain('in the workspace');
    await workbench.page.keyboard.press('Escape');
  });

  it('threw nothing in the window', () => {
    expect(opened().errors).toEqual([]);
  });
});

describe('on the examples', () => {
  const folder = temporaryFolder('examples', {});
  cpSync(resolve('examples'), folder, { recursive: true });
  const opened = withWorkbench({ folder, file: 'orders/orders.go' }, () => ({
    packages: [required('BUCKETWISE_VSIX')],
    // Lenses come later than the text, and move its last lines out of what is shown.
    settings: { 'workbench.colorTheme': 'Default Dark Modern', 'editor.codeLens': false },
  }));

  it('fixes a file by one command, until nothing safe is left', async () => {
    const workbench = opened();
    await workbench.squiggles().first().waitFor();
    await workbench.picture('examples');
    const before = await workbench.text();
    await workbench.runCommand('Bucketwise: Apply All Safe Map Fixes in File');
    await workbench.untilText(/byID:\s+make\(map\[int64\]\*Order, len\(orders\)\)/);
    await workbench.page.keyboard.press('Control+Z');
    await workbench.untilText(/byID:\s+make\(map\[int64\]\*Order\)/);
    expect(await workbench.text()).toBe(before);
  });

  it('explains a rule on a page of its own', async () => {
    const workbench = opened();
    await workbench.runCommand('Bucketwise: Explain Rule');
    const input = workbench.page.locator('.quick-input-widget input[type="text"]');
    await input.fill('missing-capacity-hint');
    await workbench.page.keyboard.press('Enter');
    await workbench.webviewWith('missing-capacity-hint');
    await workbench.picture('rule-page');
  });
});

describe('in Restricted Mode', () => {
  const opened = withWorkbench(usersFolder(), () => ({
    packages: [required('BUCKETWISE_VSIX')],
    trusted: false,
  }));

  it('finds and fixes as in a trusted folder', async () => {
    const workbench = opened();
    await workbench.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).first().waitFor();
    await workbench.untilSquiggles(2);
    await workbench.goTo(20, 20);
    await workbench.openQuickFixes();
    await workbench.chooseQuickFix('len(users)');
    await workbench.untilText(/make\(map\[int\]string, len\(users\)\)/);
    await workbench.picture('restricted-mode');
  });
});

describe('in the web worker extension host', () => {
  const opened = withWorkbench(usersFolder(), () => ({ packages: [required('BUCKETWISE_WEB_VSIX')] }));

  it('finds, hovers, fixes and simulates with the browser entry alone', async () => {
    const workbench = opened();
    await workbench.untilSquiggles(2);
    await workbench.goTo(11, 20);
    expect(await workbench.hoverText()).toContain('map[int]User');
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Escape');
    await workbench.goTo(20, 20);
    await workbench.openQuickFixes();
    await workbench.chooseQuickFix('len(users)');
    await workbench.untilText(/make\(map\[int\]string, len\(users\)\)/);
    await workbench.goTo(11, 20);
    await workbench.runCommand('Bucketwise: Open Growth Simulator');
    await workbench.webviewWith('make(map[int]User)');
    await workbench.picture('web-worker-host');
  });
});

describe('with a language server that does not start', () => {
  const opened = withWorkbench(usersFolder(), () => ({ packages: [required('BUCKETWISE_BROKEN_VSIX')] }));

  it('says so, and still opens the simulator', async () => {
    const workbench = opened();
    await workbench.goTo(11, 20);
    await workbench.runCommand('Bucketwise: Open Growth Simulator');
    await workbench.webviewWith('Growth simulator');
    const toast = (text: string): ReturnType<typeof workbench.page.locator> =>
      workbench.page.locator('.notification-list-item', { hasText: text }).first();
    await toast('ended several times').waitFor();
    await workbench.runCommand('Notifications: Show Notifications');
    await toast('The Bucketwise language server is not running').waitFor();
    expect(await workbench.page.locator('.notifications-center .notification-list-item').count()).toBe(2);
    await workbench.picture('server-down');
  });
});

describe.runIf(process.platform === 'linux')('after the language server was killed', () => {
  const opened = withWorkbench(usersFolder(), () => ({ packages: [required('BUCKETWISE_VSIX')] }));

  it('goes on with a new one', async () => {
    const workbench = opened();
    const servers = (): number[] => serverProcesses(opened.server().home);
    await workbench.untilSquiggles(2);
    const [first, ...others] = servers();
    if (first === undefined) throw new Error('no server is running');
    expect(others).toEqual([]);
    process.kill(first, 'SIGKILL');
    await expect.poll(() => servers().filter((pid) => pid !== first), { timeout: 30_000 }).toHaveLength(1);
    await workbench.untilSquiggles(2);
    await workbench.goTo(20, 20);
    await workbench.openQuickFixes();
    await workbench.chooseQuickFix('len(users)');
    await workbench.untilText(/make\(map\[int\]string, len\(users\)\)/);
    await workbench.untilSquiggles(1);
  });
});

/** Language servers started out of the extensions folder of one VS Code. */
function serverProcesses(home: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return command.includes(join(home, 'extensions')) && command.includes('dist/server.cjs');
      } catch {
        // It ended meanwhile.
        return false;
      }
    })
    .map(Number);
}

/** Two modules in one window, opened by a workspace file. */
function twoFolders(): OpenedFolder {
  const folder = temporaryFolder('two', {
    'one/go.mod': 'module one\n',
    'two/go.mod': 'module two\n',
    'one/users.go': USERS,
    'both.code-workspace': JSON.stringify({ folders: [{ path: 'one' }, { path: 'two' }] }),
  });
  return { folder: join(folder, 'both.code-workspace'), file: join(folder, 'one/users.go') };
}

describe.each([
  ['of a window with one folder', usersFolder],
  ['of a window with two folders', twoFolders],
])('inside the extension host %s', (_name, folder) => {
  const result = join(temporaryFolder('result', {}), 'result.json');
  const opened = withWorkbench(folder(), () => ({
    packages: [required('BUCKETWISE_VSIX'), required('BUCKETWISE_SUITE_VSIX')],
    env: { BUCKETWISE_SUITE_RESULT: result },
  }));

  it('passes the suite', { timeout: 180_000 }, async () => {
    const { page } = opened();
    while (!existsSync(result)) await page.waitForTimeout(200);
    const outcome: unknown = JSON.parse(readFileSync(result, 'utf8'));
    expect(outcome).toMatchObject({ failed: [] });
    expect(outcome).toHaveProperty('passed.length', 21);
  });
});
