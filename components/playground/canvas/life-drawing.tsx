import type { ReactNode } from 'react';

export function LifeDrawing(_props: Readonly<Record<string, unknown>>): ReactNode {
  return null;
}
