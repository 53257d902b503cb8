import { unifiedMergeView } from '@codemirror/merge';
import type { Extension } from '@codemirror/state';

/** The original's lines above those that came in their place, each piece with a button that puts it back. */
export const diffBeside = (original: string): Extension =>
  unifiedMergeView({ original, gutter: false, mergeControls: (type, act) => (type === 'reject' ? putBack(act) : document.createElement('i')) });

function putBack(act: (event: MouseEvent) => void): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'code-put-back';
  button.textContent = 'Put this back';
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', act);
  return button;
}
