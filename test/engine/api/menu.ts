/** Promise: menus are kept as the app built them, so a spec can find an item, read its accelerator and click it; nothing is drawn. */
import type { MenuItemConstructorOptions } from 'electron';
import { EventEmitter } from 'node:events';
import { EngineLacks, onlyWhatItHas } from '../lacking.ts';
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';

let lastCommand = 0;

/** What Electron does itself for an item with a role; a click handler beside it is ignored, as there. */
function carryOut(role: NonNullable<MenuItemConstructorOptions['role']>): void {
  if (role !== 'quit') throw new EngineLacks(`the menu role "${role}"`);
  app.quit();
}

class MenuItem {
  readonly id: string;
  readonly type: NonNullable<MenuItemConstructorOptions['type']>;
  readonly role: MenuItemConstructorOptions['role'];
  readonly accelerator: string | undefined;
  readonly submenu: Menu | undefined;
  readonly commandId = ++lastCommand;
  label: string;
  sublabel: string;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  /** As Electron calls it; a spec may call it with nothing. */
  readonly click: (...args: unknown[]) => void;

  constructor(options: MenuItemConstructorOptions) {
    this.id = options.id ?? '';
    this.type = options.type ?? (options.submenu === undefined ? 'normal' : 'submenu');
    this.role = options.role;
    this.accelerator = options.accelerator ?? undefined;
    this.label = options.label ?? options.role ?? '';
    this.sublabel = options.sublabel ?? '';
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.submenu = options.submenu === undefined ? undefined : Array.isArray(options.submenu) ? Menu.buildFromTemplate(options.submenu) : (options.submenu as unknown as Menu);
    const { click } = options;
    const self = onlyWhatItHas('MenuItem', this);
    this.click = (event: unknown = {}, window: unknown = BrowserWindow.getFocusedWindow()) => {
      if (!this.enabled) return;
      if (this.type === 'checkbox') this.checked = !this.checked;
      if (this.role !== undefined) {
        carryOut(this.role);
        return;
      }
      (click as ((item: object, window: unknown, event: unknown) => void) | undefined)?.(self, window, event);
    };
    return self;
  }
}

let applicationMenu: Menu | null = null;

class Menu extends EventEmitter {
  readonly items: MenuItem[] = [];

  static buildFromTemplate(template: readonly (MenuItemConstructorOptions | MenuItem)[]): Menu {
    const menu = onlyWhatItHas('Menu', new Menu());
    for (const options of template) menu.append(options instanceof MenuItem ? options : new MenuItem(options));
    return menu;
  }
  static setApplicationMenu(menu: Menu | null): void { applicationMenu = menu; }
  static getApplicationMenu(): Menu | null { return applicationMenu; }

  append(item: MenuItem): void { this.items.push(item); }
  insert(position: number, item: MenuItem): void { this.items.splice(position, 0, item); }
  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : (item.submenu?.getMenuItemById(id) ?? null);
      if (found !== null) return found;
    }
    return null;
  }
  popup(): never { throw new EngineLacks('Menu.popup'); }
}

const guardedMenu = onlyWhatItHas('Menu', Menu);
const guardedItem = onlyWhatItHas('MenuItem', MenuItem);
export { guardedItem as MenuItem, guardedMenu as Menu };
