/** The findings of all checks on the open draft, worked out once per document and handed to every field that one speaks of. */
import { useMemo } from 'react';
import { create } from 'zustand';
import type { Issue } from '../../shared/check/issue.ts';
import { checkDocument } from '../../shared/check/summary.ts';
import type { Address } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { today } from '../workbench/clock.ts';
import { useDraftStore } from '../workbench/draft-store.ts';

type Checked = ReturnType<typeof checkDocument>;

const cache = new WeakMap<IepDocument, Checked>();

/** Checks a document once; documents are never changed in place, so the answer stays true. */
export function checked(document: IepDocument): Checked {
  const known = cache.get(document);
  if (known !== undefined) return known;
  const fresh = checkDocument(document, today());
  cache.set(document, fresh);
  return fresh;
}

/** Pages the user asked to check: gaps are shown at their fields only there, never while a page is first being filled. */
export const useCheckedPages = create<{ readonly pages: ReadonlySet<string> }>(() => ({ pages: new Set() }));

export function checkPage(page: string): void {
  useCheckedPages.setState(({ pages }) => ({ pages: new Set([...pages, page]) }));
}

const NONE: readonly Issue[] = [];

export function useChecked(): Checked | null {
  const document = useDraftStore((state) => state.draft?.document ?? null);
  return useMemo(() => (document === null ? null : checked(document)), [document]);
}

/** Findings shown at one field: errors at once, gaps once the page was checked. */
export function useIssuesAt(at: Address): readonly Issue[] {
  const result = useChecked();
  const pages = useCheckedPages((state) => state.pages);
  return useMemo(() => {
    const found = result?.issues.filter((issue) => issue.at[0] === at && (issue.severity === 'error' || pages.has(issue.page))) ?? NONE;
    return found.length === 0 ? NONE : found;
  }, [result, pages, at]);
}
