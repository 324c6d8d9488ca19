/** Puts the chosen theme and text size on the page. */
import type { Settings } from '../../shared/bridge/settings.ts';

export function applyAppearance(settings: Pick<Settings, 'theme' | 'textSize'>): void {
  const root = document.documentElement;
  if (settings.theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = settings.theme;
  root.style.setProperty('--zoom', String(settings.textSize / 100));
}
