/** Every guard of affirming refuses one thing, alone: taken away, the record it refused is affirmed. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Attestation } from '../../../shared/bridge/affirm.ts';
import type { Issue } from '../../../shared/check/issue.ts';
import { AFFIRM_GUARDS, affirmVerdict, type AffirmFacts, type AffirmGuardId } from '../../../shared/flow/affirm.ts';
import { UNSIGNED_OFFER } from '../../../shared/flow/unsigned-offer.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { changeAt } from '../../../shared/journal/place.ts';
import { CASE_MANAGER, CONCERN, reconciledWalk, SPEECH, TODAY } from './room.ts';

const signed = reconciledWalk().document;
const ATTESTED: Attestation = { purposes: ['annual'], purposeOther: '', gapReasons: {}, warningsConfirmed: [], variant: 'signed', typedName: CASE_MANAGER.name };
const FACTS: AffirmFacts = { issues: [], differences: [{ at: CONCERN }], actor: CASE_MANAGER, district: [], today: TODAY };

const onPage1 = (doc: IepDocument, part: JsonObject): IepDocument => changeAt(doc, 'pages/infoEligibility', (page) => ({ ...(page as JsonObject), ...part }));
const refused = { ...signed, consentStatus: 'refused' } as IepDocument;
const NAMED = { purposes: ['annual', 'other'], purposeOther: UNSIGNED_OFFER };
const finding = onPage1(refused, { eligibilityOutcome: 'noLongerEligible', exitReason: '70', exitDate: TODAY });
const goesOn = changeAt(signed, 'pages/structuredNotes', (page) => ({ ...(page as JsonObject), outcome: 'toBeContinued' }));
const undiscussed = changeAt(goesOn, 'pages/fapeSetting', (page) => ({ ...(page as JsonObject), pageState: 'draft' }));
const issue = (severity: Issue['severity'], page = 'infoEligibility'): Issue => ({ id: 'X-1', severity, page, at: [`pages/${page}/grade`], fields: [], message: 'Choose a grade.' }) as unknown as Issue;

interface Case {
  readonly doc?: IepDocument;
  readonly attested?: Partial<Attestation>;
  readonly facts?: Partial<AffirmFacts>;
}

const CASES: { readonly [id in AffirmGuardId]: Case } = {
  caseManager: { facts: { actor: { ...SPEECH, name: CASE_MANAGER.name } } },
  reconciled: { doc: { ...signed, documentStatus: 'closed' } as IepDocument },
  purposeBox: { doc: onPage1(signed, { purposes: [] }), attested: { purposes: [] } },
  purposeOther: { doc: onPage1(signed, { purposes: ['annual', 'other'] }), attested: { purposes: ['annual', 'other'] } },
  purposesSame: { attested: { purposes: ['annual', 'transition'] } },
  answerKnown: { doc: { ...signed, consentStatus: 'awaiting' } as IepDocument },
  unsignedOffer: { doc: refused, attested: { variant: 'unsigned' } },
  nothingOffered: { doc: onPage1(finding, NAMED), attested: { variant: 'unsigned', ...NAMED } },
  signedAfterAll: { doc: onPage1(signed, NAMED), attested: NAMED },
  findingSaid: { doc: onPage1(finding, { exitReason: '' }), attested: { variant: 'unsigned' } },
  variant: { attested: { variant: 'part' } },
  gaps: { facts: { issues: [issue('gap')] } },
  stateCheck: { facts: { issues: [issue('error')] } },
  openConfirmed: { doc: undiscussed, attested: { variant: 'continued' }, facts: { issues: [issue('error', 'fapeSetting')] } },
  warnings: { facts: { issues: [issue('warning')] } },
  matchesPaper: { facts: { differences: [{ at: CONCERN }, { at: 'pages/presentLevels/strengths' }] } },
  typedName: { attested: { typedName: 'Rosalind' } },
};

const verdict = ({ doc = signed, attested = {}, facts = {} }: Case) => affirmVerdict(doc, { ...ATTESTED, ...attested }, { ...FACTS, ...facts });

describe('each guard of affirming', () => {
  const ids = Object.keys(AFFIRM_GUARDS) as AffirmGuardId[];
  afterEach(() => void vi.restoreAllMocks());

  it('is one of these, in the order of the handbook: who, handwriting, purpose box, answer, gaps, state check, changes, name', () => {
    expect(ids).toEqual(['caseManager', 'reconciled', 'purposeBox', 'purposeOther', 'purposesSame', 'answerKnown', 'unsignedOffer', 'nothingOffered', 'signedAfterAll', 'findingSaid', 'variant', 'gaps', 'stateCheck', 'openConfirmed', 'warnings', 'matchesPaper', 'typedName']);
  });

  it('lets pass a signed IEP, an unsigned offer that is named, a finding that is not, and a part to be continued', () => {
    const waiting = [issue('error', 'fapeSetting')];
    expect([
      verdict({}), verdict({ doc: onPage1(refused, NAMED), attested: { variant: 'unsigned', ...NAMED } }), verdict({ doc: finding, attested: { variant: 'unsigned' } }),
      verdict({ doc: undiscussed, attested: { variant: 'continued', warningsConfirmed: ['X-1@pages/fapeSetting/grade'] }, facts: { issues: waiting } }),
      verdict({ attested: { gapReasons: { 'X-1@pages/infoEligibility/grade': 'Not known yet.' } }, facts: { issues: [issue('gap')] } }),
      verdict({ attested: { warningsConfirmed: ['X-1@pages/infoEligibility/grade'] }, facts: { issues: [issue('warning')] } }),
    ]).toEqual(Array.from({ length: 6 }, () => ({ ok: true })));
  });

  it.each(ids)('%s refuses with a reason in words, and alone keeps out what it refuses: taken away, it is affirmed', (id) => {
    const said = verdict(CASES[id]);
    expect(said).toMatchObject({ ok: false, guard: id });
    if (!said.ok) expect(said.reason).toMatch(/^[A-Z0-9].{15,}\.$/u);
    vi.spyOn(AFFIRM_GUARDS as Record<AffirmGuardId, (typeof AFFIRM_GUARDS)[AffirmGuardId]>, id).mockReturnValue(null);
    expect(verdict(CASES[id])).toEqual({ ok: true });
  });
});
