/**
 * Must be the first import of the page: zod probes `new Function` when its first schema is made, which the content policy reports as a
 * violation unless this runs before any schema module (colinhacks/zod issues 4461 and 5414).
 */
import { z } from 'zod';

z.config({ jitless: true });
