import { describe, expect, it } from 'vitest';
import { brotliKilobytes, scriptsOf } from './first-load.ts';

describe('the first load of a page', () => {
  it('is every script that its HTML names, and every preload of one, each once', () => {
    const html = `<link rel="preload" as="script" fetchPriority="low" href="/a.js"/><link rel="modulepreload" href="/b.js"><link href="/c.js" as="script" rel="preload">
      <script src="/a.js" async=""></script><script src="/d.js?v=1" noModule=""></script>`;
    expect(scriptsOf(html)).toEqual(['/a.js', '/b.js', '/c.js', '/d.js']);
  });

  it('leaves out styles, fonts and what stands in the page itself', () => {
    const html = `<link rel="stylesheet" href="/a.css"><link rel="preload" as="font" href="/a.woff2"><script>self.a = "src='/x.js'";</script>`;
    expect(scriptsOf(html)).toEqual([]);
  });

  it('is measured compressed, in thousands of bytes', () => {
    expect(brotliKilobytes([Buffer.alloc(100_000), Buffer.alloc(100_000)])).toBeLessThan(0.1);
    expect(brotliKilobytes([])).toBe(0);
  });
});
