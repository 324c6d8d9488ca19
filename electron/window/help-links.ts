/** Opens a help page in the user's browser: the page sends an id from this list, never an address (checklist 15). */
import { shell } from 'electron';
import { fail, ok, type Result } from '../../shared/words/failures.ts';

/** The only addresses the app can hand to a browser: the law and the forms the screens refer to. */
export const HELP_LINKS: Readonly<Record<string, string>> = {
  'law-300-320': 'https://www.ecfr.gov/current/title-34/section-300.320',
  'law-300-503': 'https://www.ecfr.gov/current/title-34/section-300.503',
  'law-56345': 'https://leginfo.legislature.ca.gov/faces/codes_displaySection.xhtml?lawCode=EDC&sectionNum=56345',
  'law-56500-4': 'https://leginfo.legislature.ca.gov/faces/codes_displaySection.xhtml?lawCode=EDC&sectionNum=56500.4',
  'safeguards': 'https://www.cde.ca.gov/sp/se/qa/pssummary.asp',
};

export async function openHelp(topic: string): Promise<Result<null>> {
  if (!Object.hasOwn(HELP_LINKS, topic)) return fail('notFound', 'There is no help page of that name.');
  await shell.openExternal(HELP_LINKS[topic] as string);
  return ok(null);
}
