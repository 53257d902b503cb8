import { test } from '@playwright/test';

/** Notes in the report what the test that runs has shown. The table of engines is made of these notes: numbers of one kind are added up. */
export function tell(what: string, shown: string | number): void {
  test.info().annotations.push({ type: what, description: String(shown) });
}
