import type { MDXComponents } from 'mdx/types';
import { prose } from './components/mdx/prose.tsx';

/** The words of every article; its tags depend on the pattern, and are handed over by its page. */
export const useMDXComponents = (): MDXComponents => prose;
