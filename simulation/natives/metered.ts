const { apply, construct, ownKeys, getOwnPropertyDescriptor } = Reflect;
const { defineProperty } = Object;

type Values = unknown[];
/** Says what a call costs before it is made. It may change the values in their list, to what they will be taken for. */
export type Cost = (values: Values, on: unknown) => void;
/** Says what a call has cost, where only its result shows that. */
export type Afterwards = (result: unknown) => void;
type Method = (this: unknown, ...values: Values) => unknown;

/** A native that is paid for. Its name and length are those of the native. */
export function metered(native: Method, before: Cost | undefined, after?: Afterwards): Method {
  const { charged } = {
    charged(this: unknown, ...values: Values): unknown {
      before?.(values, this);
      const result = apply(native, this, values) as unknown;
      after?.(result);
      return result;
    },
  };
  for (const property of ['name', 'length']) defineProperty(charged, property, getOwnPropertyDescriptor(native, property)!);
  return charged;
}

/** Puts a metered native into the place of the native, if this engine has it. */
export function meter(holder: object, name: string, before: Cost | undefined, after?: Afterwards): void {
  const descriptor = getOwnPropertyDescriptor(holder, name);
  if (descriptor === undefined || typeof descriptor.value !== 'function') return;
  defineProperty(holder, name, { ...descriptor, value: metered(descriptor.value as Method, before, after) });
}

/** The same for a function with members of its own. */
export function meteredFunction(native: Method, before: Cost): Method {
  const charged = metered(native, before);
  for (const key of ownKeys(native)) if (!Object.hasOwn(charged, key)) defineProperty(charged, key, getOwnPropertyDescriptor(native, key)!);
  return charged;
}

type Constructor = new (...values: Values) => object;

/** A constructor that is paid for, for the scope of compiled code. It makes instances of the native, and can be extended. */
export function meteredConstructor(native: Constructor, before: Cost): Constructor {
  function Metered(this: unknown, ...values: Values): unknown {
    before(values, this);
    if (new.target === undefined) return apply(native as unknown as Method, undefined, values);
    return construct(native, values, new.target === Metered ? native : new.target);
  }
  for (const key of ownKeys(native)) {
    const descriptor = getOwnPropertyDescriptor(native, key)!;
    defineProperty(Metered, key, key === 'prototype' ? { value: descriptor.value as unknown, writable: false } : descriptor);
  }
  Object.setPrototypeOf(Metered, Object.getPrototypeOf(native) as object);
  return Metered as unknown as Constructor;
}
