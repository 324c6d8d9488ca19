/** The pattern that matches a text as it stands, for a RegExp with or without `u`: under `u` an escape that is none is an error, so nothing else is escaped. */
export function exactly(text: string): string {
  return text.replaceAll(/[$()*+./?[\\\]^{|}]/gu, String.raw`\$&`);
}
