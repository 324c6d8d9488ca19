/** Who may set what holds for a whole district: the report dates and the days before them that are red (iep-forms.md section 7, row "settings"). */
import type { Role } from '../iep/document.ts';

const SETTERS: ReadonlySet<Role> = new Set<Role>(['districtSystemManager', 'selpaSystemManager', 'selpaAdministrator']);

export function maySetReportDates(role: Role): boolean {
  return SETTERS.has(role);
}
