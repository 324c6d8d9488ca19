/** A dialog gives the focus back one frame after it has gone; what is to have it comes after that. */
export function afterDialog(run: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(run));
}
