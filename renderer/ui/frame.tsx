/** The frame around every screen but unlock: who is at work, where to go, and the status line at the foot. */
import type { ReactNode } from 'react';
import { back, go, useRoutes } from '../routes.ts';
import { useSession } from '../workbench/session-state.ts';
import { ask, bridge } from '../workbench/bridge.ts';
import { useSync } from '../workbench/sync-store.ts';
import { Button } from './button.tsx';
import styles from './frame.module.css';

interface Props {
  readonly screen: string;
  readonly title: ReactNode;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
  readonly status?: ReactNode;
  readonly full?: boolean;
}

export function Frame({ screen, title, tools, children, status, full = false }: Props) {
  const profile = useSession((state) => state.status?.profile ?? null);
  const home = useRoutes((state) => state.route.name === 'home');
  const waiting = useSync((state) => state.status?.items.filter((item) => item.state !== 'delivered').length ?? 0);
  return (
    <div className={styles.frame} data-screen={screen}>
      <header className={styles.bar}>
        {home ? null : (
          <Button look="quiet" small onPress={back} label="Back" keys="Alt+←">
            Back
          </Button>
        )}
        <div className={styles.title}>{title}</div>
        <div className={styles.tools}>{tools}</div>
      </header>
      <main className={full ? styles.full : styles.page}>{children}</main>
      <footer className={styles.foot}>
        <div className={styles.status}>{status ?? <span>Everything saved on this computer</span>}</div>
        <nav aria-label="Places" className={styles.places}>
          <Button look="quiet" small onPress={() => go({ name: 'home' })}>
            Home
          </Button>
          <Button look="quiet" small onPress={() => go({ name: 'sync' })}>
            {waiting === 0 ? 'Sync' : `Sync: ${waiting} waiting`}
          </Button>
          <Button look="quiet" small onPress={() => go({ name: 'settings' })}>
            Settings
          </Button>
          <Button look="quiet" small keys="Ctrl+L" onPress={() => void ask(bridge().session.lock())}>
            Lock
          </Button>
        </nav>
        {profile === null ? null : <span className={styles.who}>{profile.name}</span>}
      </footer>
    </div>
  );
}
