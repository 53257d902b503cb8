import { describe, expect, it } from 'vitest';
import { assertLeadsSomewhere } from './article-link.ts';

const leads = (href: string) => () => assertLeadsSomewhere(href, [{ id: 'the-code', title: 'The code' }]);

describe('a link of an article', () => {
  it('may lead to a section, to the instrument, home and out of the site', () => {
    for (const href of ['#the-code', '#playground', '/', 'https://example.org/']) expect(leads(href)).not.toThrow();
  });
  it('to a section that does not exist is refused with those that do', () => expect(leads('#the-cod')).toThrow('An article links to "#the-cod", which leads nowhere. There are #playground, #the-code.'));
  it('to a pattern that does not exist is refused', () => expect(leads('/patterns/no-such-pattern/')).toThrow(/leads nowhere\. There are \//));
  it('without a beginning that a browser understands the same on every page is refused', () => expect(leads('the-code')).toThrow(/begins with #, with \/ or with https:/));
});
