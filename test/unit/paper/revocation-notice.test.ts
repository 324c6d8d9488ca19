/** The prior written notice after a written revocation of consent holds what the law wants in it (34 CFR 300.503(b), 300.300(b)(4)(i)-(iv), 300.9(c)(3)), in the language of the print. */
import { describe, expect, test } from 'vitest';
import { withLate, type LateEntry } from '../../../shared/flow/late.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { PaperLanguage } from '../../../shared/paper/facts.ts';
import { paperOf } from '../../../shared/paper/plan.ts';
import { factsOf, sampleDocument } from './sample.ts';

const stamp = { by: 'st1', at: '2027-02-10T18:00:00.000Z' };
const revocation: LateEntry = { revoking: { revokedBy: 'Dana Birchwater', relation: 'mother', revokedOn: '2027-02-08', receivedOn: '2027-02-10', paper: 'Room 4' }, ...stamp };
const stop: LateEntry = { stopping: { noticeSentOn: '2027-02-11', how: 'by mail', servicesEndOn: '2027-02-26' }, ...stamp };
const sample = sampleDocument();
const revoked = withLate(sample, [revocation]);
const notice = (document: IepDocument = revoked, language: PaperLanguage = 'en') => paperOf(factsOf(document, { kind: 'revocationNotice', language, printedAt: '2027-02-12T09:10' }));
const words = (document?: IepDocument, language?: PaperLanguage): string => notice(document, language).texts.map(({ text }) => text).join('\n');

describe('the notice after a revocation', () => {
  test.each<readonly [string, string, string]>([
    ['what is proposed', 'will stop all special education and related services', 'terminará toda la educación especial'],
    ['which services end', 'Occupational therapy', 'Terapia ocupacional'],
    ['why', 'You revoked your consent', 'Usted revocó por escrito su consentimiento'],
    ['what it rests on', 'The assessment of Nov 6, 2024', 'La evaluación del 6 nov 2024'],
    ['which other options there were', 'To stop some services and keep others', 'Terminar algunos servicios y mantener otros'],
    ['that services may not go on', 'may not go on giving', 'no puede seguir dando'],
    ['that nobody may overrule the parent', 'may not use mediation or a due process hearing', 'no puede usar la mediación ni una audiencia de debido proceso'],
    ['that this denies no FAPE', 'free appropriate public education', 'educación pública gratuita y apropiada'],
    ['that no IEP is owed any more', 'does not have to hold an IEP meeting', 'ya no tiene que hacer una reunión del IEP'],
    ['that it is not retroactive', 'not retroactive', 'no es retroactiva'],
    ['how to come back', 'new referral', 'nueva solicitud'],
    ['of the safeguards and their copy', 'procedural safeguards', 'garantías procesales'],
    ['whom to ask', 'Rosalind Achterberg', 'Rosalind Achterberg'],
    ['where else to ask', '(209) 555-0110', '(800) 926-0648'],
  ])('says %s', (_what, english, spanish) => {
    expect(words()).toContain(english);
    expect(words(revoked, 'es')).toContain(spanish);
    expect(words(revoked, 'both')).toContain(english);
    expect(words(revoked, 'both')).toContain(spanish);
  });

  test('has a line to write the last day on until it is recorded, and then that day and the day of the notice', () => {
    expect(words()).toMatch(/Last day of services: _{10}/u);
    expect(words()).toContain('Date of this notice: Feb 12, 2027');
    const settled = words(withLate(sample, [revocation, stop]));
    expect(settled).toContain('Last day of services: Feb 26, 2027');
    expect(settled).toContain('Date of this notice: Feb 11, 2027');
    expect(words(withLate(sample, [revocation, stop]), 'es')).toContain('Último día de servicios: 26 feb 2027');
  });

  test('is one letter in each language of the print, and no page or draft of the IEP', () => {
    expect(notice(revoked, 'both').definition.sections.map(({ title, formNo, draft, untranslated }) => [title.split(':')[0], formNo, draft, untranslated])).toEqual([['Prior Written Notice', 'PWN', false, false], ['Aviso previo por escrito', 'PWN', false, false]]);
    expect(words()).not.toContain('garantías');
  });

  test('is never drawn of a plan whose consent stands', () => {
    expect(() => notice(sample)).toThrow('follows a revocation');
  });
});
