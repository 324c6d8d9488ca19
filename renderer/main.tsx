/** Starts the page: reads main's status, sets the clock by it, and draws the app. */
import './strict-first.ts';
import '@fontsource-variable/atkinson-hyperlegible-next';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { applyAppearance } from './settings/appearance.ts';
import { startSession } from './workbench/session-store.ts';
import { useSettings } from './workbench/settings-store.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root element to draw into.');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
useSettings.subscribe(({ settings }) => settings !== null && applyAppearance(settings));
void startSession();
