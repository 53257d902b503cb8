/** A control, in a way that finds its like again: what it is and what it is called. */
export interface Address {
  readonly tag: string;
  readonly name: string;
}

export const addressOf = (element: Element | null): Address | undefined =>
  element === null ? undefined : { tag: element.tagName, name: nameOf(element) };

/** The control in `within` that has this address. */
export const elementAt = (within: Element, { tag, name }: Address): HTMLElement | undefined =>
  [...within.querySelectorAll<HTMLElement>(tag)].find((element) => nameOf(element) === name);

const nameOf = (element: Element): string => element.getAttribute('aria-label') ?? element.textContent.trim();
