/** bidi-js 1.1.0 (pinned) as far as it is used here; the package has no types. */
declare module 'bidi-js' {
  interface Bidi {
    readonly getEmbeddingLevels: (text: string, base: 'auto') => { readonly levels: Uint8Array; readonly paragraphs: readonly { readonly start: number; readonly end: number; readonly level: number }[] };
    readonly getMirroredCharacter: (character: string) => string | null;
  }
  const factory: () => Bidi;
  export default factory;
}
