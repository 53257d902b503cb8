'use client';
import { type ReactNode, useRef, useState } from 'react';
import { buttonLook } from './button-look.ts';

type CopyState = 'idle' | 'copied' | 'refused';
const words = { copied: 'Copied', refused: 'Select and copy by hand' };
const feedbackMs = 1600;

/**
 * Copies a text, the file at `href`, or else the code of the figure that the button stands in.
 * The text is promised to the clipboard rather than awaited first, because a browser gives up the press while it waits.
 */
export function CopyButton({ look, text, href, icon, label }: { readonly look: keyof typeof buttonLook; readonly text?: string; readonly href?: string; readonly icon: ReactNode; readonly label: string }) {
  const [state, setState] = useState<CopyState>('idle');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  async function copy(button: HTMLElement) {
    const ended = await writeText(() => (text !== undefined ? Promise.resolve(text) : href ? fetchText(href) : Promise.resolve(figureCode(button)))).then(
      () => 'copied' as const,
      () => 'refused' as const,
    );
    setState(ended);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setState('idle'), feedbackMs);
  }

  return (
    <button type="button" className={`needs-script ${buttonLook[look]}`} onClick={(event) => void copy(event.currentTarget)}>
      {icon}
      <span aria-live="polite">{state === 'idle' ? label : words[state]}</span>
    </button>
  );
}

async function writeText(text: () => Promise<string>) {
  await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text().then((plain) => new Blob([plain], { type: 'text/plain' })) })]);
}

async function fetchText(href: string) {
  const response = await fetch(href);
  if (!response.ok) throw new Error(`${href} answered ${response.status}`);
  return response.text();
}

function figureCode(button: HTMLElement) {
  const code = button.closest('figure')?.querySelector('code');
  if (!code) throw new Error('A copy button without href stands in a figure with code');
  return code.textContent;
}
