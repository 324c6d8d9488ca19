/** Must be the first import of main: zod must not probe `new Function` before anybody could forbid it (the page does the same). */
import { z } from 'zod';

z.config({ jitless: true });
