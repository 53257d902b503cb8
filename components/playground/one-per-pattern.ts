/** Makes something for each pattern when it is first asked for; the page has no other. Visits to other pages and back find the same. */
export function onePerPattern<Made, Rest extends readonly unknown[]>(make: (slug: string, ...rest: Rest) => Made): (slug: string, ...rest: Rest) => Made {
  const all = new Map<string, Made>();
  return (slug, ...rest) => {
    let one = all.get(slug);
    if (one === undefined) all.set(slug, (one = make(slug, ...rest)));
    return one;
  };
}
