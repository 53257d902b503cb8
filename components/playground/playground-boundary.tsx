'use client';
import { Component, type ReactNode } from 'react';

const cannotStand = 'The live instrument could not be shown. Check the connection, then reload the page.';

/** Stands in for the live instrument where it cannot be had. */
export const PlaygroundMissing = () => (
  <p role="alert" className="border-t border-fail-edge bg-fail-tint px-4 py-2 text-[13px] leading-5 text-ink">
    {cannotStand}
  </p>
);

/** An error in the instrument is told in its place; the article round it stays. */
export class PlaygroundBoundary extends Component<{ readonly children: ReactNode }, { readonly hasFailed: boolean }> {
  override readonly state = { hasFailed: false };
  static getDerivedStateFromError() {
    return { hasFailed: true };
  }
  override render() {
    return this.state.hasFailed ? <PlaygroundMissing /> : this.props.children;
  }
}
