/** The frame around every screen but unlock: who is at work, where to go, and the status line at the foot. */
import type { ReactNode } from 'react';
import { back, go, useRoutes } from '../routes.ts';
import { useSession } from '../workbench/session-state.ts';
import { ask, bridge } from '../workbench/bridge.ts';
import { useLibrary } from '../workbench/library.ts';
import { useSync } from '../workbench/sync-store.ts';
import { Button } from './button.tsx';
import { stopProjecting, useProjector } from '../workbench/projector.ts';
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
  const projecting = useProjector((state) => state.on);
  return (
    <div className={styles.frame} data-screen={screen} data-projecting={projecting}>
      <header className={styles.bar}>
        {home || projecting ? null : (
          <Button look="quiet" small onPress={back} label="Back" keys="Alt+←">
            Back
          </Button>
        )}
        <div className={styles.title}>{title}</div>
        <div className={styles.tools}>{tools}</div>
      </header>
      <main data-scrolls={full ? undefined : true} className={full ? styles.full : styles.page}>{children}</main>
      <footer className={styles.foot}>
        <div className={styles.status}>{status ?? <span>Everything saved on this computer</span>}</div>
        {projecting ? <Projecting /> : <Places waiting={waiting} />}
        {profile === null ? null : <span className={styles.who}>{profile.name}</span>}
      </footer>
    </div>
  );
}

function Places({ waiting }: { readonly waiting: number }) {
  const changes = useLibrary(({ news }) => news.length);
  return (
    <nav aria-label="Places" className={styles.places}>
      <Button look="quiet" small onPress={() => go({ name: 'home' })}>
        Home
      </Button>
      <Button look="quiet" small onPress={() => go({ name: 'goals' })}>
        Goals
      </Button>
      <Button look="quiet" small onPress={() => go({ name: 'library' })}>
        {changes === 0 ? 'Library' : changes === 1 ? 'Library: 1 change' : `Library: ${changes} changes`}
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
  );
}

/** In place of every way to other students: what the room sees, and the way back. */
function Projecting() {
  return (
    <div className={styles.places}>
      <span className={styles.projecting}>Projector view: this student only</span>
      <Button look="quiet" small keys="F9" onPress={stopProjecting}>
        Leave it
      </Button>
    </div>
  );
}
