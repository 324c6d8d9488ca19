/** Listens for the keys and menu items of the command registry and opens the palette (Ctrl+K) and the two help dialogs, from every screen. */
import { useEffect, useState, type ReactNode } from 'react';
import { back, forward, go } from '../routes.ts';
import { ask, bridge } from '../workbench/bridge.ts';
import { redo, undo } from '../workbench/draft-edits.ts';
import { commandFor, runCommand, useCommand } from './commands-store.ts';
import { About, KeysHelp } from './help.tsx';
import { Palette } from './palette.tsx';

export function Commands({ children }: { readonly children: ReactNode }) {
  const [open, setOpen] = useState<'palette' | 'keys' | 'about' | null>(null);
  const close = (): void => setOpen(null);
  useCommand('edit.palette', () => setOpen('palette'));
  useCommand('help.library', () => go({ name: 'library' }));
  useCommand('help.keys', () => setOpen('keys'));
  useCommand('help.about', () => setOpen('about'));
  useCommand('edit.undo', undo);
  useCommand('edit.redo', redo);
  useCommand('file.lock', () => void ask(bridge().session.lock()));
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.altKey && event.key === 'ArrowLeft') return back();
      if (event.altKey && event.key === 'ArrowRight') return forward();
      if ((event.ctrlKey || event.metaKey) && event.shiftKey && event.key.toLowerCase() === 'z') {
        event.preventDefault();
        return redo();
      }
      const id = commandFor(event);
      if (id !== undefined && runCommand(id)) event.preventDefault();
      return undefined;
    };
    window.addEventListener('keydown', onKey);
    const stop = bridge().on('command', ({ id }) => void runCommand(id));
    return () => {
      window.removeEventListener('keydown', onKey);
      stop();
    };
  }, []);
  return (
    <>
      {children}
      {open === 'palette' ? <Palette onClose={close} /> : null}
      {open === 'keys' ? <KeysHelp onClose={close} /> : null}
      {open === 'about' ? <About onClose={close} /> : null}
    </>
  );
}
