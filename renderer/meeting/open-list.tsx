/** Everything open in the whole IEP, page after page; each line goes to its field. The same findings stop nobody from printing or taking notes. */
import { useDeferredValue, useMemo, useState, type KeyboardEvent } from 'react';
import type { Issue, Severity } from '../../shared/check/issue.ts';
import { openByPage, SEVERITIES, type OpenPage } from '../../shared/check/open-list.ts';
import type { Address } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { pageIdOf } from '../../shared/iep/page-keys.ts';
import { shortName } from '../../shared/iep/page-names.ts';
import { pageDef } from '../../shared/iep/pages.ts';
import { placeWords } from '../../shared/iep/place-words.ts';
import { checkPage, useChecked } from '../form/issues.ts';
import { Button } from '../ui/button.tsx';
import { useDraftStore } from '../workbench/draft-store.ts';
import { showField } from './show-field.ts';
import styles from './open-list.module.css';

interface KindWords {
  readonly one: string;
  readonly many: string;
  readonly mark: string;
  /** What it means for the case manager. */
  readonly means: string;
}

const KINDS: Readonly<Record<Severity, KindWords>> = {
  error: { one: 'State error', many: 'State errors', mark: '■', means: 'The state refuses the record until it is corrected; affirm waits for it.' },
  warning: { one: 'Warning', many: 'Warnings', mark: '▲', means: 'Looked at and confirmed once at affirm.' },
  gap: { one: 'Gap', many: 'Gaps', mark: '□', means: 'Filled in, or answered with a reason at affirm.' },
  hint: { one: 'Hint', many: 'Hints', mark: '○', means: 'Advice only.' },
};

/** With more than this open, pages other than the one at hand begin folded. */
const MANY = 60;

function openWords(count: number): string {
  return count === 0 ? 'Nothing is open' : `${count} ${count === 1 ? 'thing' : 'things'} open`;
}

/** Up, Down, Home and End go through the lines as through one list. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-open-line]')];
  const here = lines.indexOf(document.activeElement as HTMLElement);
  if (here < 0) return;
  const target = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: lines.length - 1 }[event.key];
  if (target === undefined) return;
  event.preventDefault();
  lines[Math.min(Math.max(target, 0), lines.length - 1)]?.focus();
}

function countsOf(issues: readonly Issue[]): string {
  return SEVERITIES.map((kind) => ({ kind, count: issues.filter((issue) => issue.severity === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${count} ${(count === 1 ? KINDS[kind].one : KINDS[kind].many).toLowerCase()}`)
    .join(', ');
}

/** Row and group a finding stands in, "Goal 2"; the message names the field and the heading the page. */
function aroundInWords(document: IepDocument, at: Address | undefined): string {
  if (at === undefined) return '';
  const words = placeWords(document, at);
  if (words === at) return '';
  const inPage = words.split(' · ').slice(1);
  return (at.split('/').at(-1)?.startsWith('@') === true ? inPage : inPage.slice(0, -1)).join(' · ');
}

function Line({ issue, document }: { readonly issue: Issue; readonly document: IepDocument }) {
  const { one, mark } = KINDS[issue.severity];
  const around = aroundInWords(document, issue.at[0]);
  const lead = (): void => {
    const { draft } = useDraftStore.getState();
    if (draft === null) return;
    checkPage(issue.page);
    showField(draft, issue.page, issue.at[0] ?? null);
  };
  return (
    <li className={styles.item}>
      <button type="button" className={styles.line} data-open-line={issue.id} data-kind={issue.severity} onClick={lead}>
        <span className={styles.kind}>
          <span aria-hidden="true">{mark} </span>
          {one}
          {around === '' ? null : ` · ${around}`}
        </span>
        <span>
          {issue.message}
          {issue.detail === undefined ? null : <span className={styles.detail}> {issue.detail}</span>}
        </span>
      </button>
    </li>
  );
}

function PageLines({ open, document, name, folded, onFold }: { readonly open: OpenPage; readonly document: IepDocument; readonly name: string; readonly folded: boolean; readonly onFold: () => void }) {
  return (
    <section className={styles.page} aria-label={name} data-open-page={open.page}>
      <button type="button" className={styles.fold} aria-expanded={!folded} data-open-line="" onClick={onFold}>
        <span aria-hidden="true">{folded ? '▸' : '▾'}</span>
        <span className={styles.name}>{name}</span>
        <span className={styles.counts}>{countsOf(open.issues)}</span>
      </button>
      {folded ? null : (
        <ul className={styles.lines}>
          {open.issues.map((issue, index) => (
            <Line key={`${issue.id} ${issue.at[0] ?? ''} ${issue.fields[0] ?? ''} ${index}`} issue={issue} document={document} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface Props {
  readonly document: IepDocument;
  readonly page: string;
}

export function OpenList({ document, page }: Props) {
  const issues = useChecked()?.issues;
  if (issues === undefined) return <p className={styles.sum} role="status">Looking at every page…</p>;
  return <List document={document} page={page} issues={issues} />;
}

function List({ document: live, page, issues }: Props & { readonly issues: readonly Issue[] }) {
  const document = useDeferredValue(live);
  const [kind, setKind] = useState<Severity | 'all'>('all');
  /** Pages the user folded or unfolded, against what they begin as. */
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const all = useDeferredValue(issues);
  const pages = useMemo(() => openByPage(document, kind === 'all' ? all : all.filter((issue) => issue.severity === kind)), [document, all, kind]);
  const count = (of: Severity): number => all.filter((issue) => issue.severity === of).length;
  const shown = pages.reduce((sum, open) => sum + open.issues.length, 0);
  const turn = (key: string): void => setTurned((before) => (before.has(key) ? new Set([...before].filter((known) => known !== key)) : new Set([...before, key])));
  return (
    <div className={styles.open} role="group" aria-label="Everything open" onKeyDown={walk} data-open-count={all.length}>
      <p className={styles.sum} tabIndex={-1} {...(all.length === 0 ? { 'data-open-line': '' } : {})}>{all.length === 0 ? 'Nothing is open: no state error, no warning, no gap and no hint on any page.' : `${openWords(all.length)} in this IEP. None of it stops printing or notes.`}</p>
      {all.length === 0 ? null : (
        <div className={styles.filters} role="group" aria-label="Kinds shown">
          <Button small look="quiet" pressed={kind === 'all'} onPress={() => setKind('all')}>
            All ({all.length})
          </Button>
          {SEVERITIES.filter((of) => count(of) > 0 || of === kind).map((of) => (
            <Button key={of} small look="quiet" pressed={kind === of} onPress={() => setKind(of)}>
              {KINDS[of].mark} {KINDS[of].many} ({count(of)})
            </Button>
          ))}
        </div>
      )}
      {kind === 'all' ? null : <p className={styles.means}>{shown === 0 ? `No ${KINDS[kind].many.toLowerCase()} now.` : KINDS[kind].means}</p>}
      {pages.map((open) => (
        <PageLines key={open.page} open={open} document={document} name={`${pageDef(pageIdOf(open.page)).formNo} ${shortName(document, open.page)}`} folded={(shown > MANY && open.page !== page) !== turned.has(open.page)} onFold={() => turn(open.page)} />
      ))}
    </div>
  );
}
