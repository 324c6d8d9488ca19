import { describe, expect, test, vi } from 'vitest';
import { COMMANDS } from '../../../shared/commands/registry.ts';

const outside = vi.hoisted(() => ({ opened: [] as string[], menu: null as unknown }));
vi.mock('electron', () => ({
  shell: { openExternal: async (url: string) => void outside.opened.push(url) },
  Menu: { buildFromTemplate: (template: unknown) => template, setApplicationMenu: (menu: unknown) => { outside.menu = menu; } },
}));
const { HELP_LINKS, openHelp } = await import('../../../electron/window/help-links.ts');
const { menuTemplate, setMenu } = await import('../../../electron/window/menu.ts');

describe('help in the browser', () => {
  test('a known topic opens its own https address', async () => {
    const topics = Object.keys(HELP_LINKS);
    expect(topics.length).toBeGreaterThanOrEqual(3);
    for (const topic of topics) {
      outside.opened.length = 0;
      expect(await openHelp(topic)).toEqual({ ok: true, value: null });
      expect(outside.opened).toEqual([HELP_LINKS[topic]]);
      expect(new URL(outside.opened[0] ?? '').protocol).toBe('https:');
    }
  });

  test.each(['', 'https://example.org/', 'file:///etc/passwd', '__proto__', 'constructor', 'toString', 'LAW-300-320', 'safeguards '])('%j is no topic and opens nothing', async (topic) => {
    outside.opened.length = 0;
    expect(await openHelp(topic)).toMatchObject({ ok: false, failure: { code: 'notFound' } });
    expect(outside.opened).toEqual([]);
  });
});

describe('the menu', () => {
  interface Item { readonly id?: string; readonly label?: string; readonly role?: string; readonly accelerator?: string; readonly registerAccelerator?: boolean; readonly click?: () => void; readonly submenu?: readonly Item[] }
  const chosen: string[] = [];
  const items = (menuTemplate((id) => chosen.push(id)) as unknown as readonly Item[]).flatMap((menu) => menu.submenu ?? []);

  test('holds every command once, and choosing one sends its id', () => {
    const commands = items.filter((item) => item.id !== undefined);
    expect(commands.map((item) => item.id).toSorted()).toEqual(COMMANDS.map((command) => command.id).toSorted());
    for (const item of commands) item.click?.();
    expect(chosen).toEqual(commands.map((item) => item.id));
  });

  test('shows keys without taking them from the page', () => {
    const keyed = items.filter((item) => item.accelerator !== undefined);
    expect(keyed.length).toBeGreaterThan(4);
    for (const item of keyed) expect([item.id, item.registerAccelerator]).toEqual([item.id, false]);
  });

  test('offers no reload and no developer tools', () => {
    const roles = items.map((item) => item.role).filter((role) => role !== undefined);
    expect(roles).toContain('quit');
    for (const role of ['reload', 'forceReload', 'toggleDevTools']) expect(roles).not.toContain(role);
  });

  test('becomes the menu of the application', () => {
    setMenu(() => undefined);
    expect(outside.menu).toHaveLength(5);
  });
});
