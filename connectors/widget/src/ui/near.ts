import type { Item } from "../conversation/view.ts";

const STRETCH_ROWS = 20;
/** Stretches that are drawn at the end of the log, whatever their rows' height. */
const NEWEST = 6;
/** How far from the eye rows are drawn, in heights of the log. */
const REACH = 1.5;
const GUESSED_ROW_PX = 72;

/** Rows that are drawn, or left out, together. */
export interface Stretch {
  readonly id: number;
  readonly from: number;
  readonly to: number;
}

/** By number of row, so that rows stay together when earlier ones come before them. */
export function stretchesOf(items: readonly Item[]): Stretch[] {
  const found: { id: number; from: number; to: number }[] = [];
  let seq = 0;
  items.forEach((item, index) => {
    // What is on its way will most likely be the next row: it need not be drawn anew then.
    seq = item.seq ?? seq + 1;
    const last = found.at(-1);
    const id = Math.max(Math.floor(seq / STRETCH_ROWS), last?.id ?? 0);
    if (last?.id === id) last.to = index + 1;
    else found.push({ id, from: index, to: index + 1 });
  });
  return found;
}

/** Which stretches of a log are drawn, how high the others are, and the row that the eye rests on. */
export class Near {
  #near = new Set<number>();
  readonly #heights = new Map<number, { readonly rows: number; readonly px: number }>();
  #held: { readonly node: Element; readonly top: number } | null = null;

  /** The newest is always among them: what comes is announced wherever the eye is. */
  drawn(stretches: readonly Stretch[], atEnd: boolean): ReadonlySet<number> {
    const newest = stretches.slice(atEnd ? -NEWEST : -1).map((one) => one.id);
    return new Set([...this.#near, ...newest]);
  }

  /** As it was when it was last drawn, else a guess that stays the same until it is drawn. */
  height({ id, from, to }: Stretch): number {
    const known = this.#heights.get(id);
    const rows = to - from;
    if (known?.rows === rows) return known.px;
    const px = rows * (known ? known.px / known.rows : this.#usual());
    this.#heights.set(id, { rows, px });
    return px;
  }

  /** Measures what is drawn; true when other stretches are near the eye than before. */
  look(list: HTMLElement): boolean {
    const { top, bottom } = list.getBoundingClientRect();
    const reach = REACH * list.clientHeight;
    const focused = (list.getRootNode() as Document | ShadowRoot).activeElement;
    const near = new Set<number>();
    for (const node of stretchNodes(list)) {
      const id = Number(node.dataset.stretch);
      const place = node.getBoundingClientRect();
      if (node.firstElementChild && place.height > 0) {
        this.#heights.set(id, { rows: Number(node.dataset.rows), px: place.height });
      }
      const seen = place.bottom > top - reach && place.top < bottom + reach;
      // Neither the focus nor what is half written may be lost.
      if (seen || node.contains(focused) || node.querySelector("textarea")) near.add(id);
    }
    const same = near.size === this.#near.size && [...near].every((id) => this.#near.has(id));
    this.#near = near;
    return !same;
  }

  /** Before the log changes: remembers where the first row stands that can be seen. */
  hold(list: HTMLElement): void {
    const { top } = list.getBoundingClientRect();
    const below = (node: Element) => node.getBoundingClientRect().bottom > top;
    const stretch = stretchNodes(list).find(below);
    // A day's heading goes elsewhere when earlier rows come.
    const row =
      stretch && [...stretch.children].find((one) => one.className !== "day" && below(one));
    const node = row ?? stretch;
    this.#held = node ? { node, top: node.getBoundingClientRect().top } : null;
  }

  /** After it: puts that row where it stood. */
  settle(list: HTMLElement): void {
    const held = this.#held;
    this.#held = null;
    if (!held?.node.isConnected) return;
    const moved = held.node.getBoundingClientRect().top - held.top;
    if (Math.abs(moved) >= 1) list.scrollTop += moved;
  }

  #usual(): number {
    let [rows, px] = [0, 0];
    for (const one of this.#heights.values()) {
      rows += one.rows;
      px += one.px;
    }
    return rows ? px / rows : GUESSED_ROW_PX;
  }
}

function stretchNodes(list: HTMLElement): HTMLElement[] {
  return ([...list.children] as HTMLElement[]).filter((node) => node.dataset.stretch);
}
