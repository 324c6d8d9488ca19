/**
 * The order and meaning a screen reader follows, built from the nodes of shared/paper before they are laid out: one part per form under its
 * heading, tables with their column heads, lists, boxes to tick with their state in words. Everything on a sheet that is not in this tree (rules,
 * headers, footers, heads repeated on the next sheet, the DRAFT mark) is marked as an artifact, so that nobody hears it (ISO 32000-1, 14.8).
 */
export type TagType = 'Document' | 'Sect' | 'H1' | 'H2' | 'H3' | 'P' | 'Div' | 'L' | 'LI' | 'Lbl' | 'LBody' | 'Span' | 'Table' | 'TR' | 'TH' | 'TD';

export interface TagElement {
  readonly type: TagType;
  readonly children: TagElement[];
  /** BCP 47; without it the language of the document, or of the element around it. */
  readonly lang?: string;
  /** Read out instead of what is drawn. */
  readonly spoken?: string;
  /** Its words in the list of bookmarks: a form, or a goal or service below it. */
  readonly bookmark?: { readonly title: string; readonly level: 0 | 1 };
}

/** Where one text belongs; null = an artifact. `once`: heads that are printed again on the next sheet are heard only the first time. */
export type TextTag = { readonly element: TagElement; readonly once: boolean } | null;

export function element(type: TagType, more: { readonly spoken?: string; readonly bookmark?: TagElement['bookmark']; readonly children?: readonly TagElement[]; readonly lang?: string } = {}): TagElement {
  return { type, children: [...(more.children ?? [])], ...(more.lang === undefined ? {} : { lang: more.lang }), ...(more.spoken === undefined ? {} : { spoken: more.spoken }), ...(more.bookmark === undefined ? {} : { bookmark: more.bookmark }) };
}

/** A new last child of `parent`. */
export function child(parent: TagElement, type: TagType, more: { readonly spoken?: string; readonly bookmark?: TagElement['bookmark']; readonly lang?: string } = {}): TagElement {
  const made = element(type, more);
  parent.children.push(made);
  return made;
}

/** The list the next item goes into: the one being written, or a new one after anything else. */
export function listIn(parent: TagElement): TagElement {
  const last = parent.children.at(-1);
  return last?.type === 'L' ? last : child(parent, 'L');
}
