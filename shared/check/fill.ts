/** Fills the `{gaps}` of a rule's final wording. Throws when the rule left one open: half a sentence must not reach the screen. */
export function fillIn(message: string, fill: Readonly<Record<string, string>>): string {
  return message.replace(/\{(\w+)\}/g, (_gap, name: string) => {
    const word = fill[name];
    if (word === undefined) throw new Error(`The message "${message}" has a gap {${name}} that the rule did not fill`);
    return word;
  });
}
