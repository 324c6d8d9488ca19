import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../build/run/engine.ts';
import { NO_DISPLAY, hasDisplay, noWindowLines, startPlan } from '../../../build/run/start-plan.ts';

const electron: Engine = { kind: 'electron', title: 'engine: Electron 45.4.1', executablePath: '/e/electron', env: {} };
const standIn: Engine = { kind: 'stand-in', title: 'engine: stand-in on Chromium 147', executablePath: '/s/electron', env: { IEP_ENGINE_WINDOW: 'visible' } };

describe('npm start', () => {
  it('opens Electron on the person\'s own profile', () => {
    expect(startPlan({ engine: electron, root: '/r', env: { HOME: '/h' } })).toEqual({ command: '/e/electron', args: ['/r'], env: { HOME: '/h' }, lines: ['engine: Electron 45.4.1'] });
  });

  it('gives the test engine a profile of its own and says that its data is fictional', () => {
    const plan = startPlan({ engine: standIn, root: '/r', env: { HOME: '/h' } });
    expect(plan.args).toEqual(['/r', '--user-data-dir=/r/.cache/start-profile']);
    expect(plan.env).toEqual({ HOME: '/h', IEP_ENGINE_WINDOW: 'visible' });
    expect(plan.lines[0]).toBe('engine: stand-in on Chromium 147');
    expect(plan.lines.join('\n')).toContain('fictional data only');
  });

  it('starts Electron as Electron from a terminal that asks for a plain Node', () => {
    expect(startPlan({ engine: electron, root: '/r', env: { ELECTRON_RUN_AS_NODE: '1', HOME: '/h' } }).env).toEqual({ HOME: '/h' });
  });

  it.each([
    ['linux', {}, false],
    ['linux', { DISPLAY: '' }, false],
    ['linux', { DISPLAY: ':0' }, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['darwin', {}, true],
    ['win32', {}, true],
  ] as const)('on %s with %j sees a display: %s', (platform, env, seen) => {
    expect(hasDisplay(platform, env)).toBe(seen);
  });

  it('without a window says in four lines: the engine, what works here, and two ways to a window', () => {
    const lines = noWindowLines(NO_DISPLAY);
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^engine: none \(.*no display/);
    expect(lines[1]).toContain('npm run demo');
    expect(lines[2]).toContain('Chromium');
    expect(lines[3]).toContain('node_modules/electron/path.txt');
  });
});
