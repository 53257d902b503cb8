const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const isoTime = /^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?$/;
const isoForm = /^[+-]?\d{4,6}(-\d\d(-\d\d)?)?(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/;
const two = (value: number) => String(value).padStart(2, '0');

/** Reads the formats of ISO 8601 alone: how engines read others differs. A time without a zone is UTC. */
function parse(text: string): number {
  if (!isoForm.test(text)) return NaN;
  return Date.parse(isoTime.test(text) ? `${text}Z` : text);
}

type Parts = [year: number, month: number, day?: number, hours?: number, minutes?: number, seconds?: number, ms?: number];

/** `Date` on a process's wall clock. There is no local time zone: local methods answer in UTC. */
export function dateOn(wallNow: () => number): DateConstructor {
  class ProcessDate extends Date {
    constructor(...values: unknown[]) {
      const [first] = values;
      if (values.length === 0) super(wallNow());
      else if (values.length > 1) super(Date.UTC(...(values as Parts)));
      else if (typeof first === 'string') super(parse(first));
      else super(first instanceof Date ? first.getTime() : Number(first));
    }

    static override now(): number {
      return wallNow();
    }

    static override parse(text: string): number {
      return parse(String(text));
    }

    override getTimezoneOffset(): number {
      return 0;
    }

    override toDateString(): string {
      if (Number.isNaN(this.getTime())) return 'Invalid Date';
      const weekday = weekdays[this.getUTCDay()];
      return `${weekday} ${months[this.getUTCMonth()]} ${two(this.getUTCDate())} ${String(this.getUTCFullYear()).padStart(4, '0')}`;
    }

    override toTimeString(): string {
      if (Number.isNaN(this.getTime())) return 'Invalid Date';
      return `${two(this.getUTCHours())}:${two(this.getUTCMinutes())}:${two(this.getUTCSeconds())} GMT+0000 (Coordinated Universal Time)`;
    }

    override toString(): string {
      return Number.isNaN(this.getTime()) ? 'Invalid Date' : `${this.toDateString()} ${this.toTimeString()}`;
    }
  }
  const proto = Date.prototype as unknown as Record<string, unknown>;
  for (const part of ['Date', 'Day', 'FullYear', 'Hours', 'Milliseconds', 'Minutes', 'Month', 'Seconds']) {
    for (const verb of part === 'Day' ? ['get'] : ['get', 'set']) {
      Object.defineProperty(ProcessDate.prototype, `${verb}${part}`, { value: proto[`${verb}UTC${part}`], configurable: true, writable: true });
    }
  }
  Object.defineProperty(ProcessDate, 'name', { value: 'Date' });
  return ProcessDate as unknown as DateConstructor;
}
