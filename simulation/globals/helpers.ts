import type { Runtime } from '../async/runtime.ts';
import { depthMask, tooDeep } from '../async/cursor.ts';
import { growth } from './growth.ts';
import { refuseName } from './hidden-names.ts';
import { portableMath } from './math.ts';

interface Property {
  readonly object: Record<PropertyKey, unknown>;
  readonly key: PropertyKey;
  readonly value: unknown;
}

/** `base ** exponent`, the same in every engine. */
function powerWith(bigPower: (base: bigint, exponent: bigint) => bigint) {
  const power = (base: unknown, exponent: unknown): number | bigint => {
    if (typeof base === 'bigint' && typeof exponent === 'bigint') return bigPower(base, exponent);
    if (typeof base === 'bigint' || typeof exponent === 'bigint') throw new TypeError('A BigInt and a number cannot be mixed: convert one of them.');
    return portableMath.pow(Number(base), Number(exponent));
  };
  return Object.assign(power, {
    property: (object: Record<PropertyKey, unknown>, key: PropertyKey): Property => ({ object, key, value: object[key] }),
    set: ({ object, key, value }: Property, exponent: unknown) => (object[key] = power(value, exponent)),
  });
}

/** Who listens to where the code comes; it has no part in what the code does. */
export interface Listeners {
  /** Told the number of a decisive line each time that the code comes there. */
  readonly decisive?: (number: number) => void;
  /** Told the file, line and function of a changed place each time that the code comes there. */
  readonly edited?: (file: string, line: number, within: string) => void;
}

const deaf = () => undefined;

/** What compiled code calls, beside the runtime. */
export function compiledHelpers(runtime: Runtime, { decisive = deaf, edited = deaf }: Listeners) {
  const { cursor } = runtime;
  const { bigPower, ...growing } = growth(runtime);
  return {
    power: powerWith(bigPower),
    decisive,
    edited,
    refuse: refuseName,
    reach: (position: number) => runtime.reachBound(position),
    /** The first thing in every catch clause: what no code may catch is thrown on, also where the engine's own stack ended before the bound on depth. */
    caught: (error: unknown) => runtime.rethrowBound(error),
    ...growing,
    throw: (reason: unknown) => {
      throw reason;
    },
    /** Goes a level down where a default or a field is evaluated, outside of any function's body. */
    deeper: (position: number): number => {
      const { at } = cursor;
      cursor.at = (at & depthMask) + position;
      cursor.budget -= 1;
      if (cursor.at >= tooDeep || cursor.budget < 0) runtime.reachBound();
      return at;
    },
    /** Comes back up, with the value. */
    leave: <Value>(at: number, value: Value): Value => {
      cursor.at = at;
      return value;
    },
  };
}
