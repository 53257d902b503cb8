import { bounds } from './bounds.ts';
import type { DecisiveSpot } from './compiler/decisive.ts';
import type { DecisiveLine } from './run.ts';
import type { ScenarioData } from './scenario.ts';

/** When and where a run came to the decisive lines. It only listens: the run goes the same way without it. */
export class DecisiveNotes {
  private readonly hits = new Map<number, { readonly at: number[]; readonly nodes: string[] }>();
  private count = 0;

  note(number: number, at: number, node: string): void {
    if (this.count >= bounds.decisiveHits) return;
    this.count += 1;
    let hits = this.hits.get(number);
    if (hits === undefined) this.hits.set(number, (hits = { at: [], nodes: [] }));
    hits.at.push(at);
    hits.nodes.push(node);
  }

  /** @param spots where the lines stand in the code that ran */
  lines({ decisive, code }: Pick<ScenarioData, 'decisive' | 'code'>, spots: readonly DecisiveSpot[]): DecisiveLine[] {
    return spots.flatMap(({ number, line }) => {
      const declared = decisive[number];
      if (declared === undefined) return [];
      const { file = code[0] ?? '', label } = declared;
      return [{ file, line, label, ...(this.hits.get(number) ?? { at: [], nodes: [] }) }];
    });
  }
}
