/** Over a page with state-reported fields, in the red weeks: what not to do, said once for the whole page. */
import { memo } from 'react';
import { pageIdOf } from '../../shared/iep/page-keys.ts';
import { pageDef } from '../../shared/iep/pages.ts';
import { fieldsOf } from '../../shared/iep/fields.ts';
import { useRedClosing } from '../workbench/red-question.ts';
import styles from './report-strip.module.css';

export const ReportStrip = memo(function ReportStrip({ page }: { readonly page: string }) {
  const closing = useRedClosing();
  if (closing === null || !fieldsOf(pageDef(pageIdOf(page))).some((def) => def.reported)) return null;
  return (
    <p className={styles.strip} data-report-strip>
      <span aria-hidden="true">⚑ </span>Report closes {closing}: do not change the fields marked ⚑ to prepare a later meeting.
    </p>
  );
});
