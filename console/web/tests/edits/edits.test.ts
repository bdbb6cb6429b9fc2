import { describe, expect, it } from "vitest";
import { layoutLog } from "../../src/conversation/layout.ts";
import { hasAnswered, lastSpeaker } from "../../src/conversation/turns.ts";
import { asItReads, isEditable, lastEditable } from "../../src/edits/edits.ts";
import { at, publicRow, stateRow } from "../events.ts";

const mira = { role: "agent", name: "Mira" } as const;
const said = publicRow(2, 10, { author: mira });
const edit = (seq: number, ofSeq: number, text: string) =>
  publicRow(seq, seq * 10, {
    author: mira,
    event: "message.edited",
    body: { of_seq: ofSeq, text },
  });

describe("a corrected message", () => {
  it("stands once in the log, with all that was said in its place", () => {
    const edits = [edit(3, 2, "better"), edit(4, 2, "best")];
    const lines = layoutLog([publicRow(1, 0), said, ...edits]).filter(
      (line) => line.kind === "row",
    );
    expect(lines.map((line) => line.event.seq)).toEqual([1, 2]);
    expect(lines[1]?.edits).toEqual(edits);
    expect(asItReads(said, edits).body.text).toBe("best");
    expect(asItReads(said, []).body.text).toBe("public 2");
  });

  it("leaves a line of its own where the message is not here any more", () => {
    const lines = layoutLog([edit(9, 2, "better")]).filter((line) => line.kind === "row");
    expect(lines.map((line) => line.event.event)).toEqual(["message.edited"]);
  });
});

describe("a correction is offered", () => {
  const soon = Date.parse(at(60));

  it("for one's own words, for 15 minutes", () => {
    expect(isEditable(said, "Mira", soon)).toBe(true);
    expect(isEditable(said, "Jun", soon)).toBe(false);
    expect(isEditable(publicRow(1, 0), "Mira", soon)).toBe(false);
    expect(isEditable(said, "Mira", Date.parse(at(10 + 15 * 60)))).toBe(false);
    const card = publicRow(3, 10, { author: mira, body: { kind: "cards", cards: [] } });
    expect(isEditable(card, "Mira", soon)).toBe(false);
  });

  it("for the last of them by the arrow", () => {
    const now = new Date().toISOString();
    const fresh = (seq: number) => ({ ...publicRow(seq, 0, { author: mira }), at: now });
    expect(lastEditable([fresh(1), fresh(2), publicRow(3, 0)], "Mira")).toBe(2);
    expect(lastEditable([said], "Mira")).toBeNull();
  });
});

describe("whose turn it is", () => {
  it("is the log's to say", () => {
    const waiting = [publicRow(1, 0), stateRow(2, 5, "human")];
    const answered = [...waiting, publicRow(3, 10, { author: mira })];
    expect([hasAnswered(waiting), hasAnswered(answered)]).toEqual([false, true]);
    expect(hasAnswered([...answered, stateRow(4, 20, "human")])).toBe(false);
    expect([lastSpeaker(waiting), lastSpeaker(answered)]).toEqual(["shopper", "agent"]);
  });
});
