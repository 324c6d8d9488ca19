/** Settings says of each student who left why the records stay, and of each removal when its last copies go; what main answers here is tested in test/unit/main/retention.test.ts. */
import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { STAYS_BECAUSE } from '../../shared/flow/retention.ts';
import { PASSPHRASE, startDesk } from './app.ts';

const SET_UP_MS = 180_000;

/** One student for every reason to stay, one who goes next, and two removals: copies of the first are over, of the second not. */
const LEAVERS = {
  staying: [...STAYS_BECAUSE, null].map((stays, n) => ({ studentId: `s${n}`, name: ['Ada Quillfeather', 'Bo Larkmoor', 'Cleo Farrowdale', 'Dov Estermann', 'Esme Windlass', 'Finn Oakhurst', 'Gil Sandoval-Maximilian', 'Hana Overbrook'][n] ?? '', leftOn: '2027-09-01', records: n, from: '2027-10-01', stays })),
  removed: [
    { studentKey: '700112', leftOn: '2027-06-01', removedOn: '2027-07-01', records: 4 },
    { studentKey: '700113', leftOn: '2027-08-10', removedOn: '2027-09-20', records: 1 },
  ],
};

test('Settings says why the records of each student who left stay, what was removed, and until when sealed backups hold it', async () => {
  test.setTimeout(SET_UP_MS);
  const { app, page, end } = await startDesk();
  try {
    await hands.setUp(page, PASSPHRASE);
    await app.evaluate(({ ipcMain }, value) => {
      ipcMain.removeHandler('caseload.leavers');
      ipcMain.handle('caseload.leavers', () => ({ ok: true, value }));
    }, LEAVERS);
    await hands.press(page, 'Settings', page.getByRole('navigation', { name: 'Places' }));
    const section = page.getByRole('region', { name: 'Students who left the caseload' });
    await expect(section.locator('[data-leaver]')).toHaveCount(STAYS_BECAUSE.length + 1);
    await expect(section).toContainText('stay on this computer for 30 days');
    await expect(section).toContainText('hold them for 35 days more');
    await expect(section.locator('[data-leaver="notConfirmed"]')).toContainText('The district has not confirmed every one of them yet.');
    await expect(section.locator('[data-leaver="tooSoon"]')).toContainText('They stay until 10/1/2027.');
    await expect(section.locator('[data-leaver="goes"]')).toContainText('they go at the next unlock');
    await expect(section.locator('[data-removal="700112"]')).toContainText('No backup of this computer holds them any more');
    await expect(section.locator('[data-removal="700113"]')).toContainText('Sealed backups hold them until 10/25/2027');
    for (const [name, theme, zoom] of [['light', 'light', 1], ['dark', 'dark', 1], ['200', 'light', 2]] as const) {
      await page.evaluate(([chosen, times]) => {
        document.documentElement.dataset['theme'] = chosen;
        document.documentElement.style.setProperty('--zoom', String(times));
      }, [theme, zoom] as const);
      await section.scrollIntoViewIfNeeded();
      // Nothing is wider than its box, at any size.
      expect(await section.evaluate((box) => box.scrollWidth <= box.clientWidth)).toBe(true);
      await section.screenshot({ path: `out/test/leavers-${name}.png` });
    }
  } finally {
    await end();
  }
});
