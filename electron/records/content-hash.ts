/** The fingerprint printed on every sheet: two papers with the same code were made from the same words (decisions.md 6). */
import { canonicalJson } from '../../shared/iep/canonical.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { withoutRowIds } from '../../shared/iep/ids.ts';
import { TEMPLATE_VERSION } from '../../shared/paper/plan.ts';
import { sha256Hex } from '../vault/digest.ts';

/** SHA-256 hex of the canonical exchange form and the template version; row ids and the `work` part do not count. */
export function contentHash(document: IepDocument): string {
  return sha256Hex(`${canonicalJson(withoutRowIds(document))}\n${TEMPLATE_VERSION}`);
}

/** No I, L, O, U, 0 or 1: the code is read aloud over the telephone. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const CODE_LENGTH = 6;

/** Six characters of the content hash: one in 729 million that two different papers share a code, and the whole hash is stored beside it. */
export function shortCode(hash: string): string {
  let rest = BigInt(`0x${hash.slice(0, 16)}`);
  let code = '';
  for (let i = 0; i < CODE_LENGTH; i += 1) {
    code += ALPHABET[Number(rest % BigInt(ALPHABET.length))] as string;
    rest /= BigInt(ALPHABET.length);
  }
  return code;
}
