/** The quiet card in the middle of the window while no record is open. */
import type { ReactNode } from 'react';
import styles from './card.module.css';

export function Card({ title, screen, children }: { readonly title: string; readonly screen: string; readonly children: ReactNode }) {
  return (
    <main className={styles.desk} data-screen={screen}>
      <form className={styles.card} onSubmit={(event) => event.preventDefault()} aria-labelledby="card-title">
        <p className={styles.name}>IEP Desk</p>
        <h1 id="card-title">{title}</h1>
        {children}
      </form>
    </main>
  );
}
