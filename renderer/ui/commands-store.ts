/** Which commands the present screen answers to: a screen offers them while it is shown, keys, menu and palette all run the same ones. */
import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import { COMMANDS, type Command, type CommandId } from '../../shared/commands/registry.ts';

interface Offered {
  readonly runs: { readonly [id in CommandId]?: () => void };
}

export const useOffered = create<Offered>(() => ({ runs: {} }));

/** Offers a command while the calling component is mounted; the newest offer wins. */
export function useCommand(id: CommandId, run: () => void): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const call = (): void => latest.current();
    useOffered.setState(({ runs }) => ({ runs: { ...runs, [id]: call } }));
    return () =>
      useOffered.setState(({ runs }) => {
        if (runs[id] !== call) return { runs };
        const { [id]: _gone, ...rest } = runs;
        return { runs: rest };
      });
  }, [id]);
}

/** Runs a command if the present screen offers it; false when nothing here answers. */
export function runCommand(id: string): boolean {
  const run = useOffered.getState().runs[id as CommandId];
  run?.();
  return run !== undefined;
}

/** The keys as Electron writes them, matched against a key event. */
export function matches(keys: string, event: { readonly key: string; readonly ctrlKey: boolean; readonly metaKey: boolean; readonly shiftKey: boolean; readonly altKey: boolean }): boolean {
  const parts = keys.split('+');
  const last = parts.at(-1) ?? '';
  // Electron calls the arrows Up and Down, a key event ArrowUp and ArrowDown.
  const key = last === 'Up' || last === 'Down' ? `Arrow${last}` : last;
  const command = parts.includes('CmdOrCtrl');
  return event.key.toLowerCase() === key.toLowerCase() && (event.ctrlKey || event.metaKey) === command && event.shiftKey === parts.includes('Shift') && event.altKey === parts.includes('Alt');
}

export function commandFor(event: Parameters<typeof matches>[1]): CommandId | undefined {
  return COMMANDS.find((command: Command) => command.keys !== undefined && matches(command.keys, event))?.id;
}

/** Keys as people read them. */
export function keysInWords(keys: string): string {
  return keys.replace('CmdOrCtrl', 'Ctrl');
}
