/**
 * The longest answer of a run that leaves the worker and is read by the page, in characters. The kernel's own bounds on rows and on their texts keep
 * honest answers well below it.
 */
export const answerMax = 48 * 1024 * 1024;
