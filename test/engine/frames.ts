/** Promise: the frames of one page as main sees them (Electron's WebFrameMain), with the app's own addresses. */
import type { WebFrameMain } from 'electron';
import { toApp } from './address.ts';
import { onlyWhatItHas } from './lacking.ts';

/** What Chromium tells of a frame. */
export interface FrameInfo {
  readonly id: string;
  readonly parentId?: string;
  readonly url: string;
  readonly name?: string;
  readonly unreachableUrl?: string;
}

export type EngineFrame = Pick<WebFrameMain, 'url' | 'origin' | 'name' | 'routingId' | 'processId' | 'osProcessId' | 'frameTreeNodeId' | 'detached'> & {
  readonly parent: EngineFrame | null;
  readonly top: EngineFrame | null;
  readonly frames: readonly EngineFrame[];
  readonly framesInSubtree: readonly EngineFrame[];
  isDestroyed(): boolean;
};

interface Entry {
  readonly frame: EngineFrame;
  readonly parentId: string | undefined;
  url: string;
  name: string;
  gone: boolean;
}

let lastRoutingId = 0;

function originOf(url: string): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/.exec(url);
  return match === null ? 'null' : match[0];
}

export class FrameTree {
  private readonly entries = new Map<string, Entry>();
  private readonly mainId: () => string | undefined;
  private readonly processId: number;

  /** @param processId a number that differs between pages; Chromium does not tell the real one */
  constructor(mainId: () => string | undefined, processId: number) {
    this.mainId = mainId;
    this.processId = processId;
  }

  has(id: string): boolean {
    return this.entries.has(id);
  }

  get(id: string): EngineFrame | null {
    return this.entries.get(id)?.frame ?? null;
  }

  get main(): EngineFrame {
    const id = this.mainId() ?? '';
    return (this.entries.get(id) ?? this.add({ id, url: '' })).frame;
  }

  attached(id: string, parentId: string): void {
    if (!this.entries.has(id)) this.add({ id, parentId, url: '' });
  }

  navigated(info: FrameInfo): void {
    const entry = this.entries.get(info.id) ?? this.add(info);
    entry.url = toApp(info.unreachableUrl ?? info.url);
    entry.name = info.name ?? '';
  }

  detached(id: string): void {
    for (const [childId, child] of this.entries) if (child.parentId === id) this.detached(childId);
    const entry = this.entries.get(id);
    if (entry !== undefined) entry.gone = true;
    this.entries.delete(id);
  }

  private add({ id, parentId, url, name }: FrameInfo): Entry {
    const children = (): EngineFrame[] => [...this.entries.values()].filter((child) => child.parentId === id).map((child) => child.frame);
    const find = (): EngineFrame | null => (parentId === undefined ? null : this.get(parentId));
    const topOf = (): EngineFrame | null => this.get(this.mainId() ?? '');
    const routingId = ++lastRoutingId;
    const frame: EngineFrame = onlyWhatItHas('WebFrameMain', {
      routingId,
      frameTreeNodeId: routingId,
      processId: this.processId,
      osProcessId: this.processId,
      get url() { return entry.url; },
      get origin() { return originOf(entry.url); },
      get name() { return entry.name; },
      get detached() { return entry.gone; },
      get parent() { return find(); },
      get top() { return topOf(); },
      get frames() { return children(); },
      get framesInSubtree(): EngineFrame[] { return [frame, ...children().flatMap((child) => child.framesInSubtree)]; },
      isDestroyed: () => entry.gone,
    });
    const entry: Entry = { frame, parentId, url: toApp(url), name: name ?? '', gone: false };
    this.entries.set(id, entry);
    return entry;
  }
}
