/** The menu bar: text roles come from Electron, everything else is a command of shared/commands that the page carries out. */
import { Menu, type MenuItemConstructorOptions } from 'electron';
import { commandsOf, type MenuName } from '../../shared/commands/registry.ts';

type Send = (commandId: string) => void;

/** Keys are shown but not registered: the page answers them, so that Ctrl+Z in a text box and in the document are one behaviour. */
function commandItems(menu: MenuName, send: Send): MenuItemConstructorOptions[] {
  return commandsOf(menu).flatMap((command): MenuItemConstructorOptions[] => [
    ...(command.startsGroup ? [{ type: 'separator' as const }] : []),
    { id: command.id, label: command.label.en, registerAccelerator: false, click: () => send(command.id), ...(command.keys === undefined ? {} : { accelerator: command.keys }) },
  ]);
}

export function menuTemplate(send: Send): MenuItemConstructorOptions[] {
  return [
    { label: 'File', submenu: [...commandItems('file', send), { type: 'separator' }, { role: 'quit' }] },
    { label: 'Edit', submenu: [...commandItems('edit', send), { type: 'separator' }, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }] },
    { label: 'View', submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { type: 'separator' }, { role: 'togglefullscreen' }] },
    { label: 'Meeting', submenu: commandItems('meeting', send) },
    { label: 'Help', submenu: commandItems('help', send) },
  ];
}

export function setMenu(send: Send): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(send)));
}
