/** New ids for rows and steps made in this window. */

export function newRowId(): string {
  return `n-${crypto.randomUUID()}`;
}

export function newStepId(): string {
  return `s-${crypto.randomUUID()}`;
}
