/** Promise: what the parent is told and handed: the copy, a translation, the safeguards, records and billing: 34 CFR 300.154, 300.322, 300.504, 5 CCR 3040. */
import { codeLabel } from '../../iep/codes.ts';
import { isTranslated, translatablePlaces } from '../../iep/translations.ts';
import { rowsAt, textAt } from '../../flow/read.ts';
import { addYears, isDate } from '../../time/dates.ts';
import { blanks, hitIf, placed, type LawContext, type LawHit, type LawRule, type Placed } from './rule.ts';
import { NOTES, isWritten, lastSheet } from './standing.ts';

/** No copy was handed over, or the sheet says No. */
export function copies(context: LawContext, rule: LawRule): readonly LawHit[] {
  const sheet = lastSheet(context);
  const handed = textAt(context.doc, 'parentCopy/handedAt') !== '';
  if (handed || sheet === undefined) return blanks(context, rule);
  return [...blanks(context, rule), ...hitIf(textAt(sheet.row, 'iepCopyGiven/answer') === 'N', [`${sheet.at}/iepCopyGiven/answer`], { what: 'The parent has no copy yet.' })];
}

/** A translation was asked for and neither exists nor is anybody's task with a day. */
export function translations(context: LawContext): readonly LawHit[] {
  const { doc } = context;
  const isTask = rowsAt(doc, `${NOTES}/followUps`).some((row) => /transl|tradu/iu.test(textAt(row, 'task')) && isDate(textAt(row, 'due')));
  if (isTask) return [];
  const asked = context.consent.filter(({ row }) => row['translationRequested'] === 'Y' && !isTranslated(doc, translatablePlaces(doc), codeLabel('language', textAt(row, 'translationLanguage'))));
  return asked.map(({ at, row }) => ({ at: [`${at}/translationRequested`, `${NOTES}/followUps`], fill: { language: codeLabel('language', textAt(row, 'translationLanguage')) || 'their language' } }));
}

/** Safeguards are told at each session; the copy is no older than a year. */
export function safeguards({ consent }: LawContext): readonly LawHit[] {
  return consent.flatMap(({ at, row }) => {
    const given = textAt(row, 'safeguardsGiven/date');
    const session = textAt(row, 'sessionDate');
    const isOld = isDate(given) && isDate(session) && given < addYears(session, -1);
    return [...hitIf(textAt(row, 'safeguardsGiven/answer') === 'N', [`${at}/safeguardsGiven/answer`]), ...hitIf(isOld, [`${at}/safeguardsGiven/date`])];
  });
}

/** A parent's wish to see or copy records, in a request or in the log. */
const RECORDS = /\brecords\b|\bexpedientes?\b|\bregistros\b/iu;

export function recordRequests({ doc }: LawContext): readonly LawHit[] {
  const speaking = (rows: readonly Placed[], field: string): readonly LawHit[] => rows.filter(({ row }) => RECORDS.test(textAt(row, field))).map(({ at }) => ({ at: [`${at}/${field}`] }));
  const asked = placed(doc, `${NOTES}/topics`).filter(({ row }) => row['kind'] === 'request');
  return [...speaking(placed(doc, `${NOTES}/parentRequests`), 'request'), ...speaking(asked, 'text'), ...speaking(placed(doc, 'meeting/contactLog'), 'result')];
}

export function billing(context: LawContext): readonly LawHit[] {
  if (isWritten(context, /medi-?cal|insurance|seguro|billing/iu)) return [];
  return context.consent.filter(({ row }) => row['medicalBillingConsent'] === 'Y').map(({ at }) => ({ at: [`${at}/medicalBillingConsent`] }));
}
