import type { Packed } from './fuses.mjs';

export default function afterPack(packed: Packed): Promise<void>;
