/** Whether a fragment, with or without its #, says that it is a run. All others are places in the article. */
export const isRunLink = (fragment: string): boolean => /^#?run=/.test(fragment);
