import { expect, type Locator } from '@playwright/test';
import type { Instrument } from './instrument.ts';

/** The clipboard as the page meets it in an event, which not every engine lets an event be made with. */
function withClipboard(target: Element, { type, text }: { readonly type: 'copy' | 'paste'; readonly text: string }): string {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  target.dispatchEvent(Object.defineProperty(new ClipboardEvent(type, { bubbles: true, cancelable: true }), 'clipboardData', { value: clipboardData }));
  return clipboardData.getData('text/plain');
}

/** Pastes a text over all that stands in the editor, as a reader would. */
export async function paste(editor: Locator, text: string): Promise<void> {
  await editor.press('ControlOrMeta+a');
  await editor.evaluate(withClipboard, { type: 'paste', text } as const);
}

/** What a reader would copy: the editor draws only the lines in view. */
export async function copied(editor: Locator): Promise<string> {
  await editor.press('ControlOrMeta+a');
  return editor.evaluate(withClipboard, { type: 'copy', text: '' } as const);
}

/** The editor of the Code tab, opened where it is not open yet. */
export async function openEditor(instrument: Instrument): Promise<Locator> {
  await instrument.openTab('Code');
  const editor = instrument.region.getByRole('textbox', { name: /editable$/ });
  const edit = instrument.region.getByRole('button', { name: 'Edit', exact: true });
  await expect(editor.or(edit).first()).toBeVisible();
  if (!(await editor.isVisible())) await edit.click();
  await expect(editor).toBeVisible();
  return editor;
}
