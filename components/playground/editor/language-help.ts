import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { hoverTooltip, type Tooltip } from '@codemirror/view';
import type { Extension } from '@codemirror/state';
import type { LanguageClient } from './language-client.ts';

type Help = Pick<LanguageClient, 'complete' | 'hover'>;

/** Completion and hover from the compiler. Where it does not answer there is none, and typing goes on. */
export const languageHelp = (file: string, help: Help): Extension => [
  autocompletion({ override: [(context) => completionsAt(context, file, help)], icons: false, aboveCursor: false, tooltipClass: () => 'code-tip' }),
  hoverTooltip(async ({ state }, at) => tipOf(await help.hover(file, state.doc.toString(), at).catch(() => null)), { hoverTime: 350 }),
];

async function completionsAt(context: CompletionContext, file: string, { complete }: Help): Promise<CompletionResult | null> {
  const { state, pos, explicit } = context;
  if (!explicit && context.matchBefore(/[\w$.]$/) === null) return null;
  const answer = await complete(file, state.doc.toString(), pos).catch(() => null);
  if (answer === null || context.aborted) return null;
  const { from, options } = answer;
  return { from, options: options.map(({ label, kind }) => ({ label, detail: kind })) };
}

function tipOf(hover: Awaited<ReturnType<Help['hover']>>): Tooltip | null {
  if (hover === null) return null;
  return { pos: hover.from, end: hover.to, above: true, create: () => ({ dom: tipElement(hover.code, hover.text) }) };
}

function tipElement(code: string, text: string): HTMLElement {
  const tip = document.createElement('div');
  tip.className = 'code-tip code-hover';
  tip.role = 'tooltip';
  tip.append(withText('code', code), ...(text === '' ? [] : [withText('p', text)]));
  return tip;
}

function withText(tag: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}
