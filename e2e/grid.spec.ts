import { expect, test } from '@playwright/test';
import { leftOut } from '../simulation/views/grid.ts';
import { catalogFile, slugs } from './catalog-under-test.ts';
import { openInstrument } from './instrument.ts';

/** The patterns with many like nodes to which others lead: one of them is enough, since a grid is the same on every page. */
const gridded = slugs.flatMap((slug) => {
  const { data, still } = catalogFile(slug);
  const grid = data.topology.groups?.find((group) => group.grid !== undefined);
  const out = leftOut(data.topology, still.result.knobs);
  return grid === undefined || !data.topology.links.some(({ to }) => grid.nodes.includes(to)) ? [] : [{ slug, grid, data, members: grid.nodes.filter((node) => !out.has(node)) }];
});

for (const { slug, grid, data, members } of gridded.slice(0, 1)) {
  const labelOf = (id: string) => data.topology.nodes.find((node) => node.id === id)?.label ?? id;
  const struckFirst = (name: string) => new RegExp(`^${name}, `);

  test(`${slug}: a grid is one stop of the Tab key, and the arrow keys lead about in it`, async ({ page }) => {
    const { region, runAfter } = await openInstrument(page, slug);
    const cells = members.map((id) => region.getByRole('application').getByRole('button', { name: struckFirst(labelOf(id)) }));
    await expect(cells[0]!).not.toHaveAttribute('tabindex', '-1');
    await expect(cells[1]!).toHaveAttribute('tabindex', '-1');
    await cells[0]!.focus();
    await page.keyboard.press('ArrowRight');
    await expect(cells[1]!).toBeFocused();
    await expect(cells[0]!).toHaveAttribute('tabindex', '-1');
    await runAfter(() => page.keyboard.press('c'));
    await expect(cells[1]!).toHaveAccessibleName(/crashed/);
  });

  test(`${slug}: the line to a grid lets one of its links be cut, and says how many are`, async ({ page }) => {
    const { region, runAfter } = await openInstrument(page, slug);
    const from = data.topology.links.find(({ to }) => to === members[0])?.from ?? '';
    const line = region.getByRole('button', { name: new RegExp(`^${labelOf(from)} to ${grid.label}(,|$)`) });
    await line.focus();
    await page.keyboard.press('Enter');
    const third = `${labelOf(from)} to ${labelOf(members[2]!)}`;
    await page.getByRole('combobox', { name: 'Which link' }).selectOption(third);
    const menu = page.getByRole('dialog', { name: third });
    await runAfter(() => menu.getByRole('button', { name: /^Cut/ }).click());
    await expect(line).toHaveAccessibleName(new RegExp(`1 of ${members.length} cut`));
    await page.keyboard.press('Escape');
    await expect(line).toBeFocused();
  });
}
