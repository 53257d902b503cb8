/**
 * The most lists, objects and items in the answer of a run that the page reads. A run that reaches the bound of rows has well under this many; a text
 * of the same length that is made of nothing else would hold up the page for as long as it takes to build them.
 */
export const valuesMax = 4_000_000;

const [quote, backslash, comma, list, object] = ['"', '\\', ',', '[', '{'].map((mark) => mark.charCodeAt(0));

/** Whether a text of JSON holds more values than a run has. It is only looked through: nothing is built. */
export function holdsTooMuch(json: string): boolean {
  if (json.length <= valuesMax) return false;
  let values = 0;
  for (let at = 0; at < json.length; at += 1) {
    const mark = json.charCodeAt(at);
    if (mark === quote) at = endOfText(json, at);
    else if (mark === comma || mark === list || mark === object) values += 1;
    if (values > valuesMax) return true;
  }
  return false;
}

/** Where the text ends that begins here: at the next quote that no backslash takes for a part of it. */
function endOfText(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); end !== -1; end = json.indexOf('"', end + 1)) {
    let before = end - 1;
    while (json.charCodeAt(before) === backslash) before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
  return json.length;
}
