/** Whether words that stand by themselves, as the name of a person or of a drawer, can be read by whoever looks for them: a letter or a digit, and no sign that hides words or turns them round. */
const SAYS_SOMETHING = /[\p{L}\p{N}]/u;
/** Control characters but for a new line and a tab; the signs that override the direction of what stands around them (Unicode Standard Annex 9). The marks right-to-left scripts need are none of them. */
// eslint-disable-next-line no-control-regex
const HIDES = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;

export function isReadable(text: string): boolean {
  return SAYS_SOMETHING.test(text) && !HIDES.test(text);
}
