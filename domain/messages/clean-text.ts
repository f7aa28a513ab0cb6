const CONTROL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Whether a text holds what XML 1.0 and mail cannot carry: control characters, or half of a character. */
export function hasControlCharacters(text: string): boolean {
  return CONTROL.test(text);
}

/** One line without control characters: what may stand in a header or a subject. */
export function oneLine(text: string): string {
  return text.replace(new RegExp(CONTROL, 'g'), ' ').replace(/\s+/g, ' ').trim();
}

/** At most so many characters, with an ellipsis where something was cut. */
export function shortened(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
