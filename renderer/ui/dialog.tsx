/** A sheet over the page with a title, a body and its actions; Escape closes it and focus returns to where it was. */
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './button.tsx';
import styles from './dialog.module.css';
import shade from './shade.module.css';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
  readonly actions: ReactNode;
  readonly onClose: () => void;
  readonly wide?: boolean;
  readonly closeLabel?: string;
}

export function Dialog({ title, children, actions, onClose, wide = false, closeLabel = 'Cancel' }: Props) {
  return (
    <ModalOverlay isOpen isDismissable={false} onOpenChange={(open) => !open && onClose()} className={`${shade.shade} ${styles.overlay}`}>
      <Modal className={`${styles.sheet} ${wide ? styles.wide : ''}`}>
        <AriaDialog className={styles.dialog ?? ''}>
          <Heading slot="title" className={styles.title ?? ''}>
            {title}
          </Heading>
          <div className={styles.body}>{children}</div>
          <footer className={styles.actions}>
            {actions}
            <Button onPress={onClose}>{closeLabel}</Button>
          </footer>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
