/** The id of the tab that a key leads to from another; undefined for a key that leads nowhere. */
export function tabAfterKey(tabs: readonly { readonly id: string }[], selected: string, key: string): string | undefined {
  const position = tabs.findIndex(({ id }) => id === selected);
  const next = { ArrowRight: position + 1, ArrowLeft: position - 1, Home: 0, End: tabs.length - 1 }[key];
  return next === undefined ? undefined : tabs[(next + tabs.length) % tabs.length]?.id;
}

/** The same among the tabs of the still, which have no handlers of their own. */
export function stillTabAfterKey(tab: Element, key: string): HTMLElement | undefined {
  const tabs = [...(tab.closest('[role="tablist"]')?.querySelectorAll<HTMLElement>('[data-press]') ?? [])];
  const next = tabAfterKey(tabs, tab.id, key);
  return tabs.find(({ id }) => id === next);
}
