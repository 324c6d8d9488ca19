/** What crosses between the page's world, the preload's world and main. */

/** preload → page: put `api` on `window[key]`. */
export interface Expose {
  readonly kind: 'expose';
  readonly key: string;
  readonly api: string;
}

/** page → preload → main: a script asked for a window. */
export interface OpenWindow {
  readonly kind: 'open';
  readonly url: string;
  readonly frameName: string;
  readonly features: string;
}

/** preload → main. `args` is in the codec's text. */
export type FromPreload =
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly args: string }
  | { readonly kind: 'send'; readonly channel: string; readonly args: string }
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'preload-error'; readonly message: string; readonly stack: string }
  | OpenWindow;

/** main → preload. */
export type ToPreload =
  | { readonly kind: 'result'; readonly id: number; readonly ok: true; readonly value: string }
  | { readonly kind: 'result'; readonly id: number; readonly ok: false; readonly message: string }
  | { readonly kind: 'message'; readonly channel: string; readonly args: string };

/** What main tells the preload's world when a document starts. */
export interface PreloadStart {
  readonly secret: string;
  readonly binding: string;
  readonly preloadPath: string;
  readonly platform: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly arguments: readonly string[];
  readonly zoomFactor: number;
  /** A lasting strip for windows a person can see; null when there is nobody to warn. */
  readonly banner: string | null;
}
