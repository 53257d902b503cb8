'use client';
import type { ReactNode } from 'react';
import { buttonLook } from './button-look.ts';
import { switchTheme } from './theme.ts';

export function ThemeSwitch({ children, className = '' }: { readonly children: ReactNode; readonly className?: string }) {
  return (
    <button type="button" className={`needs-script ${buttonLook.icon} ${className}`} aria-label="Switch between light and dark" onClick={switchTheme}>
      {children}
    </button>
  );
}
