import { describe, expect, it } from "vitest";
import { readFrame } from "../../src/live/frames.ts";
import { QUIET, reduceFrame, reduceLink } from "../../src/live/live-state.ts";
import { publicRow } from "../events.ts";

const typing = { type: "typing", conversation: "c1", on: true } as const;

describe("what the socket tells", () => {
  it("marks the lists as changed by a hint and by each new connection", () => {
    const agent = { id: "a", name: "Mira", email: "m@shop.example", role: "agent" } as const;
    const once = reduceFrame(QUIET, { type: "inbox" });
    const twice = reduceFrame(once, { type: "hello", agent });
    expect(twice.listsRevision).toBe(QUIET.listsRevision + 2);
  });

  it("shows who types until they stop", () => {
    const on = reduceFrame(QUIET, typing);
    expect(on.typing.has("c1")).toBe(true);
    expect(reduceFrame(on, { ...typing, on: false }).typing.has("c1")).toBe(false);
  });

  it("takes the typing away when the shopper's message has come, and not on anybody else's", () => {
    const on = reduceFrame(QUIET, typing);
    const bot = {
      ...publicRow(2, 1),
      author: { role: "bot", name: "" },
      conversation: "c1",
    } as const;
    expect(reduceFrame(on, bot).typing.has("c1")).toBe(true);
    const shopper = { ...publicRow(2, 1), conversation: "c1" };
    expect(reduceFrame(on, shopper).typing.has("c1")).toBe(false);
  });

  it("keeps who is online as last told", () => {
    const here = reduceFrame(QUIET, {
      type: "presence",
      agents: [{ id: "a", name: "Mira", state: "online" }],
    });
    expect(reduceFrame(here, { type: "presence", agents: [] }).agents).toEqual([]);
  });

  it("forgets typing when the link is lost, since nobody would say that it ended", () => {
    const lost = reduceLink(reduceFrame(QUIET, typing), "reconnecting");
    expect(lost.link).toBe("reconnecting");
    expect(lost.typing.size).toBe(0);
  });

  it("is the same object when a frame changes nothing", () => {
    expect(reduceFrame(QUIET, { type: "pong" })).toBe(QUIET);
  });
});

describe("reading a frame", () => {
  it.each(["", "no json", "[]", "null", "7", '{"type":7}', '{"type":"news"}', '{"type":"event"}'])(
    "passes over %j",
    (raw) => {
      expect(readFrame(raw)).toBeNull();
    },
  );

  it("passes over what is no text", () => {
    expect(readFrame(new ArrayBuffer(2))).toBeNull();
  });

  it("takes a frame with fields that it does not know", () => {
    expect(readFrame('{"type":"inbox","new":1}')).toMatchObject({ type: "inbox" });
  });
});
