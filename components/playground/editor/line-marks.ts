import { RangeSetBuilder, StateEffect, StateField, type Extension, type RangeSet, type Text } from '@codemirror/state';
import { Decoration, EditorView, gutter, GutterMarker, gutterLineClass, lineNumbers, type DecorationSet } from '@codemirror/view';
import { lineLooks, type DecisiveAt, type Light, type LineLook, type RanText } from './line-looks.ts';

/** Another run, or the same with its lines elsewhere. */
export const ranChanged = StateEffect.define<RanText>();
/** The playhead has come to where lines are lit otherwise. */
export const lightsChanged = StateEffect.define<readonly Light[]>();

interface Marks {
  readonly ran: RanText;
  readonly lights: readonly Light[];
  readonly lines: DecorationSet;
  readonly gutters: RangeSet<GutterMarker>;
  readonly letters: RangeSet<GutterMarker>;
}

/** What stands beside the lines: a bar for what was edited, a wedge for what is gone, letters that light up, and the line to blame. */
export function lineMarks(original: string, onLetter: (line: DecisiveAt) => void): Extension {
  const field = StateField.define<Marks>({
    create: ({ doc }) => marked(original, doc, { text: original, isWhatRuns: false, decisive: [], cause: undefined }, []),
    update: (marks, { docChanged, newDoc, effects }) => {
      let { ran, lights } = marks;
      for (const effect of effects) {
        if (effect.is(ranChanged)) [ran, lights] = [effect.value, []];
        else if (effect.is(lightsChanged)) lights = effect.value;
      }
      return docChanged || ran !== marks.ran || lights !== marks.lights ? marked(original, newDoc, ran, lights) : marks;
    },
    provide: (marks) => [EditorView.decorations.from(marks, ({ lines }) => lines), gutterLineClass.from(marks, ({ gutters }) => gutters)],
  });
  const letters = gutter({
    class: 'cm-letters',
    markers: ({ state }) => state.field(field).letters,
    domEventHandlers: {
      mousedown: (view, { from }) => {
        const { decisive, isStale } = letterAt(view.state.field(field).letters, from) ?? {};
        if (decisive !== undefined && isStale === false) onLetter(decisive);
        return decisive !== undefined;
      },
    },
  });
  return [field, letters, lineNumbers()];
}

function marked(original: string, doc: Text, ran: RanText, lights: readonly Light[]): Marks {
  const [lines, gutters, letters] = [new RangeSetBuilder<Decoration>(), new RangeSetBuilder<GutterMarker>(), new RangeSetBuilder<GutterMarker>()];
  const looks = lineLooks(original, doc.toString(), ran, lights);
  for (const [number, look] of [...looks].toSorted(([one], [other]) => one - other)) {
    const { from } = doc.line(Math.min(number, doc.lines));
    lines.add(from, from, Decoration.line({ attributes: attributesOf(look) }));
    gutters.add(from, from, new LineClass(classesOf(look)));
    if (look.decisive !== undefined) letters.add(from, from, new Letter(look.decisive));
  }
  return { ran, lights, lines: lines.finish(), gutters: gutters.finish(), letters: letters.finish() };
}

function attributesOf(look: LineLook): Record<string, string> {
  const { decisive, cause } = look;
  return {
    class: classesOf(look),
    ...(decisive === undefined || decisive.isStale ? {} : { 'data-count': `×${decisive.count}` }),
    ...(cause === undefined ? {} : { 'data-cause': String(cause) }),
  };
}

function classesOf({ isEdited, isRemovedAbove, isRemovedBelow, cause, decisive }: LineLook): string {
  const lit = decisive?.lit ?? 0;
  return [
    isEdited && 'is-edited', isRemovedAbove && 'is-removed-above', isRemovedBelow && 'is-removed-below', cause !== undefined && 'is-cause', lit > 0 && `is-lit is-lit-${lit}`,
  ].filter(Boolean).join(' ');
}

class LineClass extends GutterMarker {
  override readonly elementClass: string;
  constructor(classes: string) {
    super();
    this.elementClass = classes;
  }
  override eq({ elementClass }: LineClass) {
    return elementClass === this.elementClass;
  }
}

class Letter extends GutterMarker {
  readonly decisive: DecisiveAt;
  readonly isStale: boolean;
  private readonly lit: number;
  constructor({ isStale, lit, ...decisive }: NonNullable<LineLook['decisive']>) {
    super();
    this.decisive = decisive;
    this.isStale = isStale;
    this.lit = lit;
  }
  override eq({ decisive: { letter, label }, isStale, lit }: Letter) {
    return letter === this.decisive.letter && label === this.decisive.label && isStale === this.isStale && lit === this.lit;
  }
  override toDOM() {
    const element = document.createElement('span');
    element.className = 'code-letter';
    element.textContent = this.decisive.letter;
    element.title = this.decisive.label;
    element.dataset['lit'] = String(this.lit);
    if (this.isStale) element.dataset['stale'] = '';
    return element;
  }
}

function letterAt(letters: RangeSet<GutterMarker>, from: number): Letter | undefined {
  let found: Letter | undefined;
  letters.between(from, from, (_from, _to, marker) => void (found = marker as Letter));
  return found;
}
