/** Flow 14, a first evaluation: from a fresh draft of an initial assessment to the finding in History, with the prior written notice and the parent's understanding on paper. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { SAMPLE } from './app.ts';
import { pickCode } from './fill.ts';
import { atOneDesk } from './flow-desk.ts';
import { CASE_MANAGER, discussPages, GAP_REASON, nothingHandwritten } from './flow-hands.ts';

const INFO = 'pages/infoEligibility';
const NOTES = 'pages/structuredNotes';
const WHY = 'The scores in reading, writing and language lie within the range expected at this age, and class work agrees with them.';

test.describe.configure({ timeout: 600_000 });

type Page = Readonly<Record<string, unknown>>;

/** The draft of a student who was referred and assessed and has no plan: what the school knows before the first meeting. */
function initialDraft(folder: string): string {
  const sample = JSON.parse(readFileSync(SAMPLE, 'utf8')) as { readonly pages: Readonly<Record<string, Page>>; readonly meeting: Page } & Record<string, unknown>;
  const { infoEligibility, presentLevels, specialFactors, fapeSetting } = sample.pages;
  const drafted = (page: Page | undefined, change: Page = {}): Page => ({ ...page, pageState: 'draft', ...change });
  const file = join(folder, 'initial.json');
  writeFileSync(file, JSON.stringify({
    ...sample, documentStatus: 'draft', consentStatus: 'notAsked', previousDocumentId: null, implementedPlanRef: null, handwrittenRevisions: [], parentCopy: null, affirmation: null, journal: [],
    stateRecordExtras: { kind: 'iep' },
    meeting: { meetingDate: '2027-09-29', sessions: [], notice: [], contactLog: [], excusals: [] },
    pages: {
      ...Object.fromEntries(Object.keys(sample.pages).map((page) => [page, null])), attendance: [], consent: [],
      infoEligibility: drafted(infoEligibility, { meetingDate: '2027-09-29', purposes: ['initial'], meetingType: '10', referralDate: '2027-08-02', referredBy: '10', evalConsentDate: '2027-08-16', priorAnnualDate: '', priorEvalDate: '', entryDate: '', initialEvalDate: '', nextAnnualDate: '', nextTriennialDate: '', planEffectiveDate: '', planType: '', disability1: '', disability2: '', degreeOfSupport: '', eligibilityOutcome: '', disabilityImpact: '' }),
      presentLevels: drafted(presentLevels), specialFactors: drafted(specialFactors), fapeSetting: { pageState: 'draft', school: fapeSetting?.['school'] },
    },
  }));
  return file;
}

test('a student found not eligible at the first meeting has a finding the parent understands, a prior written notice, and no plan: no services may start', () =>
  atOneDesk(async ({ page, dialog, home, picture, stored, paper }) => {
    await hands.press(page, 'Future IEP');
    await hands.press(page, 'Open its pages');
    await hands.openMeeting(page, 'Room 12');

    // The finding, and the plan type the state gets with it.
    await hands.showPage(page, 'infoEligibility');
    await page.locator(`[data-choice="${INFO}/eligibilityOutcome=notEligible"]`).click();
    await pickCode(page, `${INFO}/planType`, 'planType', '900');
    await hands.saved(page);

    // The refusal to begin special education, and why, in the notes: the prior written notice.
    await hands.showPage(page, 'structuredNotes');
    await hands.field(page, `${NOTES}/actions`).click();
    await page.locator(`[data-at^="${NOTES}/actions/@"][data-at$="/description"]`).first().waitFor();
    await page.locator(`[data-choice^="${NOTES}/actions/@"][data-choice$="/verdict=refuse"]`).first().click();
    await hands.typeInstead(page, hands.fieldsInRows(page, `${NOTES}/actions`, 'description').first(), 'The district does not find the student eligible for special education.');
    await hands.typeInstead(page, hands.fieldsInRows(page, `${NOTES}/actions`, 'why').first(), WHY);
    // The pages of a plan stay as they are: there is none to discuss.
    await discussPages(page, ['infoEligibility', 'presentLevels', 'specialFactors', 'structuredNotes']);
    await hands.printParentCopy(page);
    await hands.closeDialog(page);
    await hands.handOver(page);

    await hands.press(page, /^Record the parent's answer/);
    await expect(dialog.getByLabel('What stands on the paper').locator('option')).toHaveText(['Signed: understands that the student is not eligible', 'Did not sign: does not agree', 'Takes it home to think about it']);
    await picture('not-eligible-answer');
    await hands.press(page, 'Record the answer', dialog);
    await dialog.waitFor({ state: 'detached' });
    await nothingHandwritten(page);
    await hands.affirm(page, CASE_MANAGER, GAP_REASON);

    await expect(page.locator('[data-in-force="none"]')).toContainText('There is no earlier plan: no services may start.');
    await expect(page.getByText('Nothing is due: there is no plan to review.')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Amend without a meeting/ })).toHaveCount(0);
    await picture('not-eligible');
    await hands.press(page, /^History/);
    await expect(page.locator('[data-record]')).toHaveCount(1);
    await expect(page.locator('[data-record="current"]')).toContainText('Initial');
    await home();
    await expect(page.getByRole('button', { name: 'Due or overdue (0)' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Not affirmed yet (0)' })).toBeVisible();

    const vault = await stored();
    expect(vault.drafts).toEqual([]);
    expect(vault.packages.map(({ kind, current, pdfSha256, pdfSha256Read }) => [kind, current, pdfSha256Read === pdfSha256])).toEqual([['iep', true, true]]);
    const record = JSON.parse(vault.packages[0]?.text ?? 'null') as IepDocument;
    expect(record).toMatchObject({
      documentStatus: 'current', consentStatus: 'notEligibleAck', implementedPlanRef: null, previousDocumentId: null, affirmation: { statementVariant: 'notEligible', signDate: '2027-09-29', inStateReport: true },
      meeting: { meetingDate: '2027-09-29' }, pages: { infoEligibility: { purposes: ['initial'], eligibilityOutcome: 'notEligible', planType: '900', referralDate: '2027-08-02', evalConsentDate: '2027-08-16' }, consent: [{ sessionNo: 1, sessionDate: '2027-09-29', consentChoice: 'notEligibleUnderstood', parentSignatures: [{ outcome: 'signed', signedOn: '2027-09-29' }] }] },
      stateRecordExtras: { signature: 'signed', initialServicesConsent: 'n/a' },
    });
    const printed = paper();
    for (const words of ['AFFIRMED', WHY, 'The district does not find the student eligible for special education.', 'Not eligible']) expect(printed).toContain(words);
  }, initialDraft));
