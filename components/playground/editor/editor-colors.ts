import { syntaxHighlighting } from '@codemirror/language';
import { tagHighlighter, tags } from '@lezer/highlight';

/** The colours of the listing, by what words are; what has none is in ink. The rules stand beside the editor's. */
export const editorColors = syntaxHighlighting(
  tagHighlighter([
    { tag: tags.comment, class: 'tok-comment' },
    { tag: [tags.string, tags.special(tags.string), tags.regexp, tags.character], class: 'tok-string' },
    { tag: [tags.number, tags.bool, tags.null, tags.atom, tags.escape], class: 'tok-number' },
    { tag: [tags.keyword, tags.modifier, tags.self, tags.operatorKeyword, tags.definitionKeyword, tags.controlKeyword, tags.moduleKeyword], class: 'tok-keyword' },
    { tag: [tags.typeName, tags.className, tags.namespace], class: 'tok-type' },
    { tag: [tags.operator, tags.punctuation, tags.bracket, tags.separator], class: 'tok-mark' },
  ]),
);
