import type { FollowerPorts } from './address-follower.ts';

/** The address of the page. */
export const pageAddress: Pick<FollowerPorts, 'read' | 'write' | 'now' | 'wait'> = {
  read: () => location.hash.slice(1),
  write: (fragment) => {
    // The router keeps its own state in the history: it stays, or else going back would load the page anew.
    history.replaceState({ ...(history.state as object | null) }, '', `${location.pathname}${location.search}${fragment === '' ? '' : `#${fragment}`}`);
  },
  now: () => performance.now(),
  wait: (ms, then) => {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};
