/** The two dialogs of the Help menu: every key the program listens to, and what this program is. */
import { COMMANDS, type Command, type MenuName } from '../../shared/commands/registry.ts';
import { useSession } from '../workbench/session-state.ts';
import { keysInWords } from './commands-store.ts';
import { Dialog } from './dialog.tsx';
import styles from './help.module.css';

const GROUPS: readonly { readonly menu: MenuName; readonly title: string }[] = [
  { menu: 'meeting', title: 'In the meeting' },
  { menu: 'edit', title: 'Writing' },
  { menu: 'file', title: 'Files and printing' },
  { menu: 'help', title: 'Help' },
];

/** Keys the screens answer themselves, which are no commands. */
const PLACES: readonly { readonly keys: string; readonly does: string }[] = [
  { keys: 'Ctrl+PageDown', does: 'Next page of the IEP, next sheet when the handwriting is entered' },
  { keys: 'Ctrl+PageUp', does: 'Previous page of the IEP' },
  { keys: 'Alt+Left', does: 'Back to where you were' },
  { keys: 'Alt+Right', does: 'Forward again' },
];

export function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keys" wide onClose={onClose} closeLabel="Close" actions={null}>
      {/* Nothing in it takes the keys, and it is longer than a small screen: the list itself scrolls by them. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.groups} role="region" aria-label="All keys" tabIndex={0}>
        {GROUPS.map(({ menu, title }) => (
          <section key={menu}>
            <h3>{title}</h3>
            <dl className={styles.keys}>
              {COMMANDS.filter((command: Command) => command.menu === menu && command.keys !== undefined).map((command: Command) => (
                <Key key={command.id} keys={keysInWords(command.keys ?? '')} does={command.label.en} />
              ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>Going about</h3>
          <dl className={styles.keys}>
            {PLACES.map((place) => (
              <Key key={place.keys} {...place} />
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}

function Key({ keys, does }: { readonly keys: string; readonly does: string }) {
  return (
    <div className={styles.line}>
      <dt>
        <kbd>{keys}</kbd>
      </dt>
      <dd>{does}</dd>
    </div>
  );
}

export function About({ onClose }: { readonly onClose: () => void }) {
  const version = useSession((state) => state.status?.version);
  return (
    <Dialog title="About IEP Desk" onClose={onClose} closeLabel="Close" actions={null}>
      <p>IEP Desk {version}</p>
      <p>The IEP meeting, with or without a network. Everything you write is sealed on this computer and leaves it only for your district.</p>
      <p>The paper with the original signatures is the legal IEP; this program is a tool to write it.</p>
      <p className={styles.soft}>The licences of the software it is built with come along in the file licences.txt.</p>
    </Dialog>
  );
}
