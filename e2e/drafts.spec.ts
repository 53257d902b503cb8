import { expect, test, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { specimen as slug } from './catalog-under-test.ts';

/** What becomes of a draft is the same for every pattern. */

interface CodePane {
  readonly region: Locator;
  readonly text: Locator;
  readonly panel: Locator;
}

const paneOf = (page: Page): CodePane => {
  const region = page.getByRole('region', { name: /, running$/ });
  return { region, text: region.getByRole('textbox', { name: `${slug}.ts, editable` }), panel: region.getByRole('region', { name: 'Panel' }) };
};

/** Opens the Code tab, and the editor where it is not there by itself. */
async function openCode(page: Page, isEdited: boolean): Promise<CodePane> {
  const pane = paneOf(page);
  await pane.region.getByRole('tab', { name: 'Code' }).click();
  if (!isEdited) await pane.panel.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(pane.text).toBeVisible();
  return pane;
}

async function visit(context: BrowserContext, isEdited = false): Promise<CodePane & { readonly page: Page }> {
  const page = await context.newPage();
  await page.goto(`/patterns/${slug}/`);
  return { page, ...(await openCode(page, isEdited)) };
}

/** Writes a line above all others. */
async function write(page: Page, text: Locator, line: string): Promise<void> {
  await text.focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.insertText(`${line}\n`);
  await expect(text).toContainText(line);
}

async function reload(page: Page): Promise<CodePane> {
  await page.reload();
  return openCode(page, true);
}

/** Ends the tab without a word to the page. */
async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => undefined);
  await crashed;
  await page.close();
}

const run = ({ panel }: CodePane) => panel.getByRole('button', { name: 'Run', exact: true }).click();

/** A step that no engine gets to the end of, and no bound can stop. */
const hangs = "/^(a+)+$/.test('a'.repeat(40) + 'b');";

test('a draft is there after a reload, in a new tab, and after the tab was closed or killed', async ({ context }) => {
  const first = await visit(context);
  await write(first.page, first.text, '// written before a reload');
  const { text } = await reload(first.page);
  await expect(text).toContainText('// written before a reload');
  await expect(first.panel).toContainText('This is your draft as you left it.');

  await write(first.page, text, '// written before the tab is closed');
  await first.page.close({ runBeforeUnload: false });
  const second = await visit(context, true);
  await expect(second.text).toContainText('// written before the tab is closed');

  await write(second.page, second.text, '// written before the tab is killed');
  await crash(second.page);
  const third = await visit(context, true);
  await expect(third.text).toContainText('// written before the tab is killed');
});

test('a draft that ran to its end runs at once in the next visit', async ({ context }) => {
  const pane = await visit(context);
  await write(pane.page, pane.text, '// a harmless line');
  await run(pane);
  await expect(pane.panel).toContainText('Your edit runs');
  // A moment after the run has come, the address has its code.
  await expect(pane.page).toHaveURL(/&e=/);
  await reload(pane.page);
  await expect(pane.panel).toContainText('Your edit runs');
});

test('a draft that hung is shown and not run in the next visit, whether it was ended or the tab was killed', async ({ context }) => {
  const shownAndNotRun = 'This draft did not come to an end last time, so it is shown and not run.';
  const pane = await visit(context);
  await write(pane.page, pane.text, hangs);
  await run(pane);
  await expect(pane.region).toContainText('gave no sign of life', { timeout: 20_000 });
  const { text } = await reload(pane.page);
  await expect(text).toContainText(hangs);
  await expect(pane.panel).toContainText(shownAndNotRun);
  await expect(pane.panel).toContainText('Not run yet');

  await write(pane.page, text, '// and once more');
  await run(pane);
  await crash(pane.page);
  const next = await visit(context, true);
  await expect(next.text).toContainText('// and once more');
  await expect(next.panel).toContainText(shownAndNotRun);
});

test('two tabs keep what is theirs, and each is offered what the other wrote later', async ({ context }) => {
  const one = await visit(context);
  await write(one.page, one.text, '// of the first tab');
  const other = await visit(context, true);
  await write(other.page, other.text, '// of the second tab');
  await expect(one.panel).toContainText('Another tab has a newer draft');
  await one.panel.getByRole('button', { name: 'Show it' }).click();
  await expect(one.text).toContainText('// of the second tab');
  await one.text.focus();
  await one.page.keyboard.press('ControlOrMeta+z');
  await expect(one.text).not.toContainText('// of the second tab');
  await write(one.page, one.text, '// of the first tab again');

  await expect((await reload(one.page)).text).toContainText('// of the first tab again');
  const { text } = await reload(other.page);
  await expect(text).toContainText('// of the second tab');
  await expect(text).not.toContainText('// of the first tab again');
});

test('an earlier draft can be shown after everything was reset', async ({ context }) => {
  const { page, panel, text } = await visit(context);
  await write(page, text, '// before the reset');
  await panel.getByRole('button', { name: 'Reset' }).click();
  await expect(text).not.toContainText('// before the reset');
  await panel.getByRole('button', { name: /^More/ }).click();
  await panel.getByRole('button', { name: 'Earlier drafts' }).click();
  await page.getByRole('dialog', { name: 'Earlier drafts' }).getByRole('button', { name: `${slug}.ts, 1 line` }).click();
  await expect(text).toContainText('// before the reset');
});

for (const { storage, says, prepare } of [
  {
    storage: 'full', says: 'This browser keeps no drafts: its storage is full. Copy what you want to keep.', prepare: () => {
      let [size, count] = [2 ** 20, 0];
      while (size >= 1) {
        try {
          localStorage.setItem(`filler ${(count += 1)}`, 'x'.repeat(size));
        } catch {
          size = Math.floor(size / 2);
        }
      }
    },
  },
  {
    storage: 'switched off', says: 'This browser keeps no drafts: its storage is switched off. Copy what you want to keep.', prepare: () => {
      for (const name of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(window, name, {
          get: () => {
            throw new DOMException('Storage is switched off.', 'SecurityError');
          },
        });
      }
    },
  },
]) {
  test(`where storage is ${storage}, one line says so once, and writing and running go on`, async ({ context }) => {
    await context.addInitScript(prepare);
    const pane = await visit(context);
    await write(pane.page, pane.text, '// kept in memory');
    await expect(pane.panel.getByText(says)).toHaveCount(1);
    await pane.panel.getByRole('button', { name: 'Close' }).click();
    await write(pane.page, pane.text, '// and written on');
    await run(pane);
    await expect(pane.panel).toContainText('Your edit runs');
    await expect(pane.panel.getByText(says)).toHaveCount(0);
    await expect(pane.text).toContainText('// kept in memory');
  });
}
