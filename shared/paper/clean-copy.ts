/** The words at the top of every sheet of a clean copy: that it is not the IEP, and which paper is (iep-forms.md 8.4; handbook: "this is NOT the IEP"). */
import type { IepDocument } from '../iep/document.ts';
import { isObject } from '../iep/json.ts';
import { revocationOf, revokedWords } from '../iep/revoked.ts';
import { dateText, rowsOf, scalarText } from './context.ts';
import type { PaperLanguage } from './facts.ts';
import { word } from './words.ts';

/** The day of the newest signature of a parent or of the adult student; '' when nobody signed. */
function signedOn({ pages }: IepDocument): string {
  const lines = rowsOf(pages.consent).flatMap((sheet) => [...rowsOf(sheet['parentSignatures']), ...(isObject(sheet['adultStudentSignature']) ? [sheet['adultStudentSignature']] : [])]);
  return lines.filter((line) => line['outcome'] === 'signed').map((line) => scalarText(line['signedOn'])).toSorted().at(-1) ?? '';
}

/** Written beside the affirmed IEP, it stands over the consent sheets of a clean copy in each language of the print. */
export function revocationLines(document: IepDocument, language: PaperLanguage): readonly string[] {
  const revoked = revocationOf(document);
  if (revoked === null) return [];
  return (language === 'both' ? (['en', 'es'] as const) : [language]).map((one) => revokedWords(revoked, one));
}

/** Two lines in each language of the print, each short enough for one line of the header. */
export function cleanCopyLines(document: IepDocument, iepDate: string, language: PaperLanguage): readonly string[] {
  const signed = signedOn(document);
  const revoked = revocationOf(document);
  const languages = language === 'both' ? (['en', 'es'] as const) : [language];
  return languages.flatMap((one) => (signed === ''
    ? [word('cleanOfUnsigned', one), `${word('legalUnsigned', one)} ${dateText(iepDate, one)}.`]
    : [revoked === null ? word('cleanOfSigned', one) : `${word('cleanOfRevoked', one)} ${dateText(revoked.revokedOn, one)}.`, `${word('legalSigned', one)} ${dateText(signed, one)}.`]));
}
