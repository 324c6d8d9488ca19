/** Promise: every page type of the IEP, in the order of the parent copy (iep-forms.md section 1). One file per page lies in pages/. */
import type { PageDef, PageId } from './definition.ts';
import { amendment } from './pages/amendment.ts';
import { assessmentPlan } from './pages/assessment-plan.ts';
import { contactLog } from './pages/contact-log.ts';
import { emergencyProgram } from './pages/emergency-program.ts';
import { excusal } from './pages/excusal.ts';
import { fapeServices } from './pages/fape-services.ts';
import { fapeSetting } from './pages/fape-setting.ts';
import { goals } from './pages/goals.ts';
import { infoEligibility } from './pages/info-eligibility.ts';
import { meetingNotice } from './pages/meeting-notice.ts';
import { meetingNotes, structuredNotes } from './pages/notes.ts';
import { presentLevels } from './pages/present-levels.ts';
import { progressReport } from './pages/progress-report.ts';
import { attendance, consent } from './pages/signatures.ts';
import { specialFactors } from './pages/special-factors.ts';
import { stateAssessments } from './pages/state-assessments.ts';
import { transitionPlan } from './pages/transition-plan.ts';

export const PAGES: readonly PageDef[] = [
  infoEligibility, transitionPlan, presentLevels, specialFactors, stateAssessments, goals, fapeServices, fapeSetting, emergencyProgram,
  meetingNotes, structuredNotes, attendance, consent, amendment,
  meetingNotice, progressReport, assessmentPlan, excusal, contactLog,
];

const BY_ID: ReadonlyMap<string, PageDef> = new Map(PAGES.map((page) => [page.id, page]));

/** The definition of a page. Throws for an id that is none: page ids come from this list, never from a file. */
export function pageDef(id: PageId): PageDef {
  const page = BY_ID.get(id);
  if (page === undefined) throw new Error(`There is no page called "${id}".`);
  return page;
}

/** True for the id of a page type. */
export function isPageId(text: string): text is PageId {
  return BY_ID.has(text);
}
