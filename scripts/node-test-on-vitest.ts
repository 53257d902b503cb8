/**
 * What `node:test` resolves to under vitest: a pattern's test is written for Node's own runner, because it goes home
 * with the pattern, and is run here by vitest without a change to it.
 */
export { afterAll as after, afterEach, beforeAll as before, beforeEach, describe, it, test } from 'vitest';
