/** Makes the one window of the app; its title never holds a name, because other people can see the task bar. */
import { BrowserWindow } from 'electron';
import { START_PAGE } from './address.ts';
import { meetingPreferences } from './preferences.ts';

const TITLE = 'IEP Desk';
/** Pixels: the smallest size at which page rail, editor and notes still stand side by side. */
const SMALLEST = { width: 960, height: 640 };
const FIRST = { width: 1440, height: 900 };

/** Opens the window hidden and shows it once the page is drawn, so nobody sees a white flash. */
export function openMeetingWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    title: TITLE, show: false, backgroundColor: '#f6f5f2', autoHideMenuBar: false,
    width: FIRST.width, height: FIRST.height, minWidth: SMALLEST.width, minHeight: SMALLEST.height,
    webPreferences: meetingPreferences(preload),
  });
  window.once('ready-to-show', () => window.show());
  window.on('page-title-updated', (event) => event.preventDefault());
  void window.loadURL(START_PAGE);
  return window;
}
