/** One part of the settings, by name. */
import type { ReactNode } from 'react';
import box from '../ui/panel.module.css';
import styles from './settings.module.css';

export function Section({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <section className={`${box.panel} ${styles.section}`} aria-label={label}>
      {children}
    </section>
  );
}
