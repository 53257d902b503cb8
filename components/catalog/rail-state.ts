const key = 'rail';
const folded = 'folded';

/** Runs before the first paint, so that a rail that was folded never flashes. */
export const railScript = `try{if(localStorage.getItem('${key}')==='${folded}')document.documentElement.dataset.rail='${folded}'}catch{}`;

/**
 * Folds the rail, or unfolds it. Folding is kept. Where it was folded to make room for the code, unfolding holds for this page only.
 */
export function setRail(folds: boolean) {
  const root = document.documentElement;
  if (folds) root.dataset.rail = folded;
  else if (root.matches(':has([data-pane="code"])')) root.dataset.rail = 'whole';
  else delete root.dataset.rail;
  try {
    if (folds) localStorage.setItem(key, folded);
    else localStorage.removeItem(key);
  } catch {
    // Where storage is refused the choice lasts for this page only.
  }
}
