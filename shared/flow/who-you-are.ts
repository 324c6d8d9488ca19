/** Who somebody is who works with this program, as they say it themselves where no staff list names them (decisions.md 9). */
import type { Actor } from './events.ts';
import { KINDS } from './staff-list.ts';

/** One line of text on a form: what is longer was pasted by mistake. */
export const LINE_MOST = 60;
const NAME_MOST = 200;
const STAFF_ID_MOST = 64;

type Kind = { readonly id: string; readonly label: string; readonly role: Actor['role']; readonly area: string };

/** Of the kinds of a staff list those whose role holds rights here, then the roles that work for a whole district or SELPA (iep-forms.md section 7). */
export const WHO_KINDS: readonly Kind[] = [
  ...KINDS.flatMap((kind) => (kind.role === 'caseManager' || kind.role === 'relatedServiceProvider' ? [kind] : [])),
  { id: 'districtSystemManager', label: 'District system manager', role: 'districtSystemManager', area: '' },
  { id: 'selpaSystemManager', label: 'SELPA system manager', role: 'selpaSystemManager', area: '' },
  { id: 'selpaAdministrator', label: 'SELPA administrator or program specialist', role: 'selpaAdministrator', area: '' },
];

export interface SaidOfPersonAtWork {
  readonly name: string;
  readonly staffId: string;
  readonly title: string;
}

export interface SaidOfMyself extends SaidOfPersonAtWork {
  /** Id of one of the kinds; '' while none was chosen. */
  readonly kind: string;
}

/** Why a line of text cannot stand, or null: it fits on one line and holds no sign that cannot be printed. */
export function lineProblem(text: string, most: number = LINE_MOST): string | null {
  if (text.trim().length > most) return `Write at most ${most} characters.`;
  return /\p{Cc}/u.test(text.trim()) ? 'Write it in letters and signs that can be printed, on one line.' : null;
}

type PersonProblems = { readonly [part in keyof SaidOfPersonAtWork]?: string };

/** What is wrong with each part, in words; empty when nothing is. `whose` names the person in them: "your", "the case manager's". */
export function personProblems({ name, staffId, title }: SaidOfPersonAtWork, whose: string): PersonProblems {
  const found = {
    name: name.trim() === '' ? `Write ${whose} full name, as it stands on the papers.` : lineProblem(name, NAME_MOST),
    staffId: staffId.trim() === '' ? `Write ${whose} staff ID, which the district gives: by it the program knows whose IEP this is.` : lineProblem(staffId, STAFF_ID_MOST),
    title: lineProblem(title, NAME_MOST),
  };
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== null));
}

/** Somebody at work, of what they said. Without a title they are titled by their kind, as on a staff list; null while no kind was chosen. */
export function personOf(said: SaidOfMyself): (Actor & { readonly title: string }) | null {
  const kind = WHO_KINDS.find(({ id }) => id === said.kind);
  if (kind === undefined) return null;
  return { staffId: said.staffId.trim(), name: said.name.trim(), role: kind.role, area: kind.area, title: said.title.trim() || kind.label };
}
