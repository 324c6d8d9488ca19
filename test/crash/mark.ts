/** What the program that plays a meeting says of itself at every mark. */
export interface Mark {
  /** Saves so far, each acknowledged. */
  readonly saves: number;
  /** Memory in use after a clean-up: heap and buffers, in bytes. */
  readonly bytes: number;
  /** Milliseconds a save took since the last mark. */
  readonly p50: number;
  readonly p99: number;
  /** The same of a bare write and flush of as many bytes, done in between: what the disk was up to just then. */
  readonly floor: number;
}
