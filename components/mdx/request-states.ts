import { useSyncExternalStore } from 'react';
import type { RunRequested } from '../playground/playground-event.ts';
import type { RequestState, StateOfRequest } from '../playground/run-request.ts';

const atRest: StateOfRequest = () => 'rest';

/** How requests stand, as the live instrument said last. One listener serves every button of the page. */
let stateOf = atRest;
const buttons = new Set<() => void>();

function hear(event: Event) {
  stateOf = (event as CustomEvent<StateOfRequest>).detail;
  for (const changed of buttons) changed();
}

function subscribe(changed: () => void): () => void {
  if (buttons.size === 0) document.addEventListener('breakable:state', hear);
  buttons.add(changed);
  return () => {
    buttons.delete(changed);
    if (buttons.size > 0) return;
    document.removeEventListener('breakable:state', hear);
    stateOf = atRest;
  };
}

/** How the run that these choices ask for stands in the instrument. */
export const useRequestState = (choices: RunRequested['choices']): RequestState => useSyncExternalStore(subscribe, () => stateOf(choices), () => 'rest');
