const depthMax = 4;

/** A value as a line of the log shows it: the same words in every engine. */
export function logText(value: unknown, depth = 0): string {
  if (typeof value === 'string') return depth === 0 ? value : JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return `[function ${value.name}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (depth >= depthMax) return '…';
  const inner = (item: unknown) => logText(item, depth + 1);
  if (Array.isArray(value)) return `[${value.map(inner).join(', ')}]`;
  if (value instanceof Map) return `Map { ${[...value].map(([key, item]) => `${inner(key)} => ${inner(item)}`).join(', ')} }`;
  if (value instanceof Set) return `Set { ${[...value].map(inner).join(', ')} }`;
  const fields = Object.entries(value).map(([key, item]) => `${key}: ${inner(item)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/** `console` that writes lines to the log of the process. */
export function consoleOn(log: (text: string) => void) {
  const write = (...values: unknown[]) => log(values.map((value) => logText(value)).join(' '));
  return {
    log: write, info: write, warn: write, error: write, debug: write, trace: write,
    assert: (holds: unknown, ...values: unknown[]) => {
      if (!holds) write('Assertion failed:', ...values);
    },
  };
}
