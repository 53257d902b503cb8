import type { ScenarioData } from '../scenario.ts';
import type { DecisiveWords } from './decisive.ts';

/** The decisive lines of one file, as the compiler looks for them. */
export const decisiveWordsOf = ({ decisive, code }: Pick<ScenarioData, 'decisive' | 'code'>, asked: string): readonly DecisiveWords[] =>
  decisive.flatMap(({ file = code[0], line }, number) => (file === asked ? [{ number, words: line }] : []));
