import { describe, expect, it } from "vitest";
import type { EventFrame } from "../../src/api/types.ts";
import {
  applyEvent,
  hasGap,
  headsOf,
  mergeDetail,
  mergeEvents,
  rowKey,
} from "../../src/conversation/log.ts";
import { detailWith, innerRow, publicRow, stateRow } from "../events.ts";

const LOG: readonly EventFrame[] = [
  publicRow(1, 0),
  innerRow(1, 1),
  publicRow(2, 1),
  publicRow(3, 9),
  innerRow(2, 10),
  innerRow(3, 10),
  stateRow(4, 12, "human"),
  publicRow(5, 20),
];
const ORDER = LOG.map(rowKey);

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const rest = [...items];
  const out: T[] = [];
  for (let state = seed; rest.length > 0; state = (state * 1_103_515_245 + 12_345) % 2 ** 31) {
    out.push(...rest.splice(state % rest.length, 1));
  }
  return out;
}

describe("merging the log", () => {
  it("gives one order, however and how often the rows arrive", () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const arrived = shuffled([...LOG, ...LOG.slice(0, seed % LOG.length)], seed);
      const merged = arrived.reduce<readonly EventFrame[]>(
        (log, row) => mergeEvents(log, [row]),
        [],
      );
      expect(merged.map(rowKey)).toEqual(ORDER);
    }
  });

  it("puts what the bot understood before what it said in the same instant", () => {
    const keys = mergeEvents([publicRow(2, 1)], [innerRow(1, 1)]).map(rowKey);
    expect(keys).toEqual(["a1", "s2"]);
  });

  it("puts how a conversation ended after its end, though both are of the same instant", () => {
    const outcome = innerRow(1, 1, { event: "conversation.tagged" });
    const keys = mergeEvents([outcome], [publicRow(2, 1), stateRow(3, 1, "closed")]).map(rowKey);
    expect(keys).toEqual(["s2", "s3", "a1"]);
  });

  it("keeps each stream in its own order even where the clock went back", () => {
    const merged = mergeEvents([], [publicRow(2, 0), publicRow(1, 5), innerRow(1, 3)]);
    expect(merged.map(rowKey)).toEqual(["a1", "s1", "s2"]);
  });

  it("returns the very same list when nothing is new, so that nothing is drawn again", () => {
    const log = mergeEvents([], LOG);
    expect(mergeEvents(log, [publicRow(3, 9)])).toBe(log);
  });
});

describe("where to resume", () => {
  it("is the last row before the first gap, in each stream", () => {
    const events = [publicRow(1, 0), publicRow(2, 1), publicRow(4, 3), innerRow(1, 0)];
    expect(headsOf(events)).toEqual({ seq: 2, aseq: 1 });
  });

  it("begins with the oldest row that is known when older ones were left out", () => {
    expect(headsOf([publicRow(401, 0), publicRow(402, 1)])).toEqual({ seq: 402, aseq: 0 });
  });

  it("sees a missing row in either stream", () => {
    const known = [publicRow(1, 0), innerRow(1, 0)];
    expect(hasGap(known, publicRow(2, 1))).toBe(false);
    expect(hasGap(known, publicRow(3, 1))).toBe(true);
    expect(hasGap(known, innerRow(2, 1))).toBe(false);
    expect(hasGap(known, innerRow(3, 1))).toBe(true);
  });
});

describe("a fetched conversation kept up to date", () => {
  it("is the same as a fresh fetch after every row", () => {
    let live = detailWith([]);
    LOG.forEach((row, place) => {
      live = applyEvent(live, row);
      const fresh = mergeDetail(undefined, detailWith(LOG.slice(0, place + 1)));
      expect(live.events).toEqual(fresh.events);
      expect(live.heads).toEqual(headsOf(fresh.events));
    });
    expect(live.conversation.state).toBe("human");
  });

  it("does not go back to an older state when an old row is resent late", () => {
    const live = applyEvent(detailWith([]), stateRow(4, 12, "human"));
    expect(applyEvent(live, stateRow(2, 3, "queued")).conversation.state).toBe("human");
  });

  it("loses no live row to a fetch that began before it", () => {
    const live = applyEvent(detailWith([publicRow(1, 0)]), publicRow(2, 1));
    const merged = mergeDetail(live, detailWith([publicRow(1, 0)]));
    expect(merged.events.map(rowKey)).toEqual(["s1", "s2"]);
    expect(merged.heads.seq).toBe(2);
  });

  it("keeps the newer version when an older answer comes late", () => {
    const known = detailWith([]);
    const newer = { ...known, conversation: { ...known.conversation, version: 9 } };
    expect(mergeDetail(newer, known).conversation.version).toBe(9);
  });
});
