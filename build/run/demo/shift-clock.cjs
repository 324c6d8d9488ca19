/**
 * Loaded into main before the app (`-r`): moves the computer's clock to IEP_DEMO_NOW and lets it run on from there. The demo needs it because its
 * file's next annual is due on a date of the file's own (decisions.md 30); the product has no such switch.
 */
'use strict';

const start = Date.parse(process.env.IEP_DEMO_NOW ?? '');
if (Number.isNaN(start)) throw new Error('IEP_DEMO_NOW is not an instant.');
const RealDate = Date;
const offset = start - RealDate.now();

class ShiftedDate extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + offset);
    else super(...parts);
  }

  static now() {
    return RealDate.now() + offset;
  }
}

globalThis.Date = ShiftedDate;
