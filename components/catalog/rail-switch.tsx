'use client';
import type { MouseEvent, ReactNode } from 'react';
import { buttonLook } from '../ui/button-look.ts';
import { setRail } from './rail-state.ts';

/** Folds the rail or unfolds it. The button goes with what it stands in, so the focus moves to the one that takes it back. */
export function RailSwitch({ folds, children }: { readonly folds: boolean; readonly children: ReactNode }) {
  function press({ currentTarget }: MouseEvent<HTMLButtonElement>) {
    setRail(folds);
    currentTarget.closest('nav')?.querySelector<HTMLElement>(`[data-rail-switch="${folds ? 'unfolds' : 'folds'}"]`)?.focus();
  }
  return (
    <button type="button" data-rail-switch={folds ? 'folds' : 'unfolds'} className={`needs-script ${buttonLook.icon} ${folds ? '' : 'size-9'}`} aria-label={folds ? 'Fold the catalog' : 'Unfold the catalog'} onClick={press}>
      {children}
    </button>
  );
}
