import type { ModuleFunction } from '../compiled-scenario.ts';
import type { DecisiveSpot } from '../compiler/decisive.ts';

/** Edited pattern files, compiled, by name. `decisive` says where the scenario's decisive lines stand in the edited text, as far as it still has them. */
export type EditedCode = Readonly<Record<string, { readonly module: ModuleFunction; readonly decisive: readonly DecisiveSpot[] }>>;
