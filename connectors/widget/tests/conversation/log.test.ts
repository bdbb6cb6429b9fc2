import type { EventFrame } from "@shopbell/conversations/contract";
import { describe, expect, it } from "vitest";
import { EventLog } from "../../src/conversation/log.ts";

const row = (seq: number): EventFrame => ({
  type: "event",
  seq,
  at: "2026-01-31T12:00:00.000Z",
  event: "message.posted",
  author: { role: "bot", name: "" },
  body: { kind: "text", text: String(seq), sources: [] },
  id: String(seq),
  aseq: null,
  conversation: null,
});
const rows = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => row(from + index));
const seqs = (log: EventLog) => log.rows().map((one) => one.seq);

describe("the log", () => {
  it("is dense and in order whatever the order and number of arrivals", () => {
    let state = 7;
    const random = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    for (let round = 0; round < 50; round += 1) {
      const log = new EventLog();
      const arrivals = [...rows(1, 40), ...rows(5, 25)].sort(() => random() - 0.5);
      for (const one of arrivals) {
        log.take([one]);
        const held = seqs(log);
        expect(held).toEqual(held.map((_, index) => index + 1));
      }
      expect(log.high).toBe(40);
    }
  });

  it("shows nothing past a gap, and knows of it", () => {
    const log = new EventLog();
    log.take(rows(1, 3));
    expect(log.take([row(6)])).toBe(false);
    expect([log.high, log.head, log.behind]).toEqual([3, 6, true]);
    expect(log.take(rows(4, 5))).toBe(true);
    expect([log.high, log.behind]).toEqual([6, false]);
  });

  it("begins with the end of a long conversation and grows backwards", () => {
    const log = new EventLog();
    log.take(rows(1, 9));
    log.replace(rows(1301, 1500), 1502);
    expect([log.low, log.high, log.behind]).toEqual([1301, 1500, true]);
    log.take(rows(1101, 1300));
    expect(log.low).toBe(1101);
    expect(log.rows()).toHaveLength(400);
  });

  it("takes an empty snapshot as an empty conversation", () => {
    const log = new EventLog();
    log.take(rows(1, 9));
    log.replace([], 0);
    expect([log.low, log.high, log.behind]).toEqual([1, 0, false]);
    log.take([row(1)]);
    expect(log.high).toBe(1);
  });

  it("does not hold rows that are for agents", () => {
    const log = new EventLog();
    log.take([{ ...row(1), seq: null, aseq: 4 }]);
    expect(log.rows()).toEqual([]);
  });
});
