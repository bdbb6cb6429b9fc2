import { describe, expect, it } from "vitest";
import type { Agent, State } from "../../src/api/types.ts";
import { layoutLog } from "../../src/conversation/layout.ts";
import { rightsOn } from "../../src/conversation/rights.ts";
import { staleNotice } from "../../src/conversation/stale.ts";
import { unanswered } from "../../src/conversation/turns.ts";
import { readUnderstood } from "../../src/conversation/understood.ts";
import { detailWith, innerRow, publicRow } from "../events.ts";

const me: Agent = { id: "me", name: "Mira", email: "m@shop.example", role: "agent" };
const jun = { id: "jun", name: "Jun" };
const inState = (state: State, assignee: typeof jun | null = null) => ({
  ...detailWith([]).conversation,
  state,
  assignee,
});

describe("what is offered on a conversation", () => {
  it("lets anyone take what nobody has", () => {
    expect(rightsOn(inState("queued"), me)).toMatchObject({
      claim: true,
      reply: false,
      close: true,
    });
    expect(rightsOn(inState("bot"), me)).toMatchObject({ claim: true, close: false });
  });

  it("lets only the person who has it speak in it", () => {
    expect(rightsOn(inState("human", me), me)).toMatchObject({ claim: false, reply: true });
    expect(rightsOn(inState("human", jun), me)).toEqual({
      claim: false,
      reply: false,
      release: false,
      close: false,
      transfer: false,
      snooze: false,
    });
  });

  it("lets an admin end another's conversation, and not speak in it", () => {
    const admin: Agent = { ...me, role: "admin" };
    expect(rightsOn(inState("human", jun), admin)).toMatchObject({ reply: false, release: true });
  });
});

describe("what is left without an answer when a conversation is handed back", () => {
  const byAgent = { author: { role: "agent", name: "Mira" } } as const;
  const bySystem = { author: { role: "system", name: "" } } as const;
  const asks = publicRow(3, 3, { body: { kind: "text", text: "cancel it, please" } });

  it("is what the shopper said since somebody answered", () => {
    expect(unanswered([publicRow(1, 1), publicRow(2, 2, byAgent), asks])).toEqual({
      seenSeq: 3,
      text: "cancel it, please",
      afterSeq: 2,
    });
  });

  it("is nothing where a person, the bot or a receipt came last", () => {
    const receipt = publicRow(4, 4, { ...bySystem, body: { kind: "receipt", receipt: {} } });
    expect(unanswered([asks, publicRow(4, 4, byAgent)]).text).toBeNull();
    expect(unanswered([asks, receipt])).toEqual({ seenSeq: 4, text: null, afterSeq: 4 });
    expect(unanswered([])).toEqual({ seenSeq: 0, text: null, afterSeq: 0 });
  });

  it("is still there after the shop has said where one stands", () => {
    const said = publicRow(4, 4, { ...bySystem, body: { kind: "text", text: "Back in line." } });
    expect(unanswered([asks, said])).toMatchObject({ seenSeq: 4, text: "cancel it, please" });
  });
});

describe("an action that came too late", () => {
  it("says who was faster and where the conversation is now", () => {
    expect(staleNotice(inState("human", jun), "me")).toContain("Jun has taken");
    expect(staleNotice(inState("human", me), "me")).toContain("You already have");
    expect(staleNotice(inState("closed"), "me")).toContain("closed meanwhile");
    expect(staleNotice(null, "me")).toContain("changed meanwhile");
  });
});

describe("laying out the log", () => {
  it("names the author once in a run, and again after a pause or another row", () => {
    const lines = layoutLog([
      publicRow(1, 0),
      publicRow(2, 10),
      innerRow(1, 11),
      publicRow(3, 12),
      publicRow(4, 1_000),
    ]);
    const firsts = lines.flatMap((line) => (line.kind === "row" ? [line.first] : []));
    expect(firsts).toEqual([true, false, true, true, true]);
  });

  it("draws a line before each new day", () => {
    const lines = layoutLog([publicRow(1, 0), publicRow(2, 10), publicRow(3, 2 * 86_400)]);
    expect(lines.map((line) => line.kind)).toEqual(["day", "row", "row", "day", "row"]);
  });
});

describe("what the bot understood", () => {
  it("is read as far as it is there", () => {
    expect(
      readUnderstood({ intent: null, entities: "?", steps: [null, { step: "s", ok: 1 }] }),
    ).toEqual({
      intent: null,
      confidence: null,
      entities: [],
      steps: [{ step: "s", ok: false, detail: "" }],
    });
  });
});
