/**
 * Runs every rule of law on a document; the same document, day and blanks always give the same findings in the order of the table.
 * Severities on screen: B is a `gap`, answered with words or with one reason at affirm; W is a `warning`, confirmed once at affirm; I is a `hint`. The one
 * case that stops affirm is the lack of one clear offer on the refusal path (decisions.md 11).
 */
import type { IepDocument } from '../../iep/document.ts';
import { pageKeyAt } from '../../iep/page-keys.ts';
import type { Revoked } from '../../iep/revoked.ts';
import type { OpenPlace } from '../completeness.ts';
import { fillIn } from '../fill.ts';
import type { Issue, Severity } from '../issue.ts';
import { LAW, SPEAKING } from './all.ts';
import { ownersOf, sorted } from './owners.ts';
import { contextOf, speaks, type LawHit, type LawRule, type LawSeverity } from './rule.ts';

/** The rule that may speak once a field: its source would stand thirty times under each other and hide what differs. */
const EVERYWHERE = 'S-blank';

/** Home of findings about facts that stand on no page of the rail. */
const FIRST_PAGE = 'infoEligibility';

const ON_SCREEN: Readonly<Record<LawSeverity, Severity>> = { B: 'gap', W: 'warning', I: 'hint' };

const OWNERS = ownersOf(SPEAKING);

function issueOf(rule: LawRule, hit: LawHit): Issue {
  const severity = hit.stops === true ? 'error' : ON_SCREEN[hit.severity ?? rule.severity[0]];
  const page = hit.at.map(pageKeyAt).find((key) => key !== undefined) ?? FIRST_PAGE;
  return { id: rule.id, severity, message: fillIn(rule.message, hit.fill ?? {}), fields: [], at: hit.at, page, ...(rule.id === EVERYWHERE ? {} : { detail: rule.source }) };
}

/** One finding per rule and place: a blank a rule owns and a condition about the same place are one thing to do. */
function once(hits: readonly LawHit[]): readonly LawHit[] {
  const seen = new Set<string>();
  return hits.filter(({ at }) => {
    const first = at[0] ?? '';
    if (seen.has(first)) return false;
    seen.add(first);
    return true;
  });
}

/**
 * @param today the district's date, YYYY-MM-DD
 * @param open blank places that no other check speaks of
 * @param previous the IEP this one follows, or null
 * @param revoked the written revocation of the plan before it, or null
 */
export function lawCheck(doc: IepDocument, today: string, open: readonly OpenPlace[], previous: IepDocument | null, revoked: Revoked | null = null): readonly Issue[] {
  const context = contextOf(doc, today, sorted(open, OWNERS), previous, revoked);
  return SPEAKING.filter((rule) => speaks(rule, doc)).flatMap((rule) => once(rule.when(context, rule)).map((hit) => issueOf(rule, hit)));
}

/** The rule of law a finding of the state check also answers, or undefined. */
export function lawOf(stateRule: string, firstField: string | undefined): LawRule['id'] | undefined {
  return LAW.find((rule) => rule.reportedAs.some(({ rule: id, field }) => id === stateRule && (field === undefined || field === firstField)))?.id;
}
