/** The pattern's part of the workload: a call with retries, exponential back-off and full jitter. */
export interface RetryPorts {
  random(): number;
  sleep(ms: number): Promise<void>;
}

export interface RetryOptions {
  readonly maxAttempts: number;
  readonly baseMs: number;
  readonly capMs: number;
  readonly onAttempt: (attempt: number) => void;
}

export async function retrying<T>(task: (attempt: number) => Promise<T>, ports: RetryPorts, options: RetryOptions): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    options.onAttempt(attempt);
    try {
      return await task(attempt);
    } catch (error) {
      if (attempt >= options.maxAttempts) throw error;
      const ceilingMs = Math.min(options.capMs, options.baseMs * 2 ** (attempt - 1));
      await ports.sleep(ports.random() * ceilingMs);
    }
  }
}
