import { charge } from '../natives/account.ts';

const depthMax = 4;
/** Characters that one line shows; what comes after them is not looked at. */
const charactersMax = 1000;

/** How many more characters the line shows. */
interface Room {
  left: number;
}

/** A value as a line of the log shows it: the same words in every engine. */
export function logText(value: unknown, room: Room = { left: charactersMax }, depth = 0): string {
  if (room.left <= 0) return '…';
  if (typeof value === 'string') return taken(room, depth === 0 ? value.slice(0, room.left) : JSON.stringify(value.slice(0, room.left)));
  if (typeof value === 'bigint') return taken(room, `${value}n`);
  if (typeof value === 'function') return taken(room, `[function ${String(value.name)}]`);
  if (typeof value !== 'object' || value === null) return taken(room, String(value));
  if (value instanceof Error) return taken(room, `${String(value.name)}: ${String(value.message)}`);
  if (value instanceof Date) return taken(room, Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString());
  if (depth >= depthMax) return '…';
  const inner = (item: unknown) => logText(item, room, depth + 1);
  if (Array.isArray(value)) return `[${listed(value, room, inner)}]`;
  if (value instanceof Map) return `Map { ${listed(value, room, ([key, item]: [unknown, unknown]) => `${inner(key)} => ${inner(item)}`)} }`;
  if (value instanceof Set) return `Set { ${listed(value, room, inner)} }`;
  const keys = Object.keys(value);
  charge(keys.length, 'a line of the log', keys.length);
  return keys.length === 0 ? '{}' : `{ ${listed(keys, room, (key) => `${taken(room, key)}: ${inner((value as Record<string, unknown>)[key])}`)} }`;
}

function taken(room: Room, text: string): string {
  const shown = text.length > room.left ? `${text.slice(0, room.left)}…` : text;
  room.left -= shown.length;
  return shown;
}

function listed<Item>(items: Iterable<Item>, room: Room, words: (item: Item) => string): string {
  const parts: string[] = [];
  for (const item of items) {
    if (room.left <= 0) {
      parts.push('…');
      break;
    }
    room.left -= 2;
    parts.push(words(item));
  }
  return parts.join(', ');
}

/** `console` that writes lines to the log of the process. What throws when it is looked at is said to have no words; `rethrowBound` throws on what is no such error. */
export function consoleOn(log: (text: string) => void, rethrowBound: (error: unknown) => void) {
  const words = (value: unknown, room: Room): string => {
    try {
      return logText(value, room);
    } catch (error) {
      rethrowBound(error);
      return 'something that has no words';
    }
  };
  const write = (...values: unknown[]) => {
    const room = { left: charactersMax };
    log(values.map((value) => words(value, room)).join(' '));
  };
  return {
    log: write, info: write, warn: write, error: write, debug: write, trace: write,
    assert: (holds: unknown, ...values: unknown[]) => {
      if (!holds) write('Assertion failed:', ...values);
    },
  };
}
