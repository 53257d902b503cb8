import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { RangeSet, StateEffect, StateField, type EditorState, type Extension, type TransactionSpec } from '@codemirror/state';
import { gutter, GutterMarker } from '@codemirror/view';
import type { Finding } from '@/simulation/language/protocol.ts';
import { diagnosticsOf } from './diagnostics-of.ts';

const found = StateEffect.define<readonly Diagnostic[]>();

const dot = new (class extends GutterMarker {
  override toDOM() {
    const element = document.createElement('span');
    element.className = 'cm-finding-dot';
    return element;
  }
})();

const field = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update: (dots, { state, changes, effects }) => {
    const moved = dots.map(changes);
    for (const effect of effects) {
      if (!effect.is(found)) continue;
      const lines = new Set(effect.value.map(({ from }) => state.doc.lineAt(from).from));
      return RangeSet.of([...lines].toSorted((one, other) => one - other).map((from) => dot.range(from)));
    }
    return moved;
  },
});

/** A dot before each line in which something was found. */
export const findingDots: Extension = [field, gutter({ class: 'cm-signs', markers: ({ state }) => state.field(field) })];

/** Underlines what was found in this very text, in place of what was found before. */
export function showFindings(state: EditorState, findings: readonly Finding[]): TransactionSpec[] {
  const diagnostics = diagnosticsOf(findings, state.doc.length);
  return [setDiagnostics(state, diagnostics), { effects: found.of(diagnostics) }];
}
