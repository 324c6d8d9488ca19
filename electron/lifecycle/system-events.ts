/** What the operating system tells: sleep, screen lock, idle time (Electron's powerMonitor; call after the app is ready). */
import { powerMonitor } from 'electron';
import type { SystemEvents } from './auto-lock.ts';

export function systemEvents(): SystemEvents {
  return {
    onSuspend: (run) => void powerMonitor.on('suspend', run),
    onScreenLock: (run) => void powerMonitor.on('lock-screen', run),
    idleSeconds: () => powerMonitor.getSystemIdleTime(),
  };
}
