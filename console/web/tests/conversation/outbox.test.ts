import { describe, expect, it } from "vitest";
import { ApiError, isPassing, isUnreached, messageOf, NetworkError } from "../../src/api/http.ts";
import type { EventFrame } from "../../src/api/types.ts";
import { notYetInLog, Outbox, type Pending } from "../../src/conversation/Outbox.ts";
import { publicRow } from "../events.ts";

function written(cmid: string, over: Partial<Pending> = {}): Pending {
  return {
    cmid,
    conversation: "c1",
    kind: "message",
    text: `text of ${cmid}`,
    at: "2026-11-24T09:00:00.000Z",
    afterSeq: 4,
    afterAseq: 0,
    status: "sending",
    problem: "",
    ...over,
  };
}

/** A server that fails as told and keeps what it stored by `cmid`, as the real one does. */
class Server {
  readonly stored = new Map<string, string>();
  readonly asked: string[] = [];

  constructor(private readonly failures: unknown[] = []) {}

  readonly post = async (item: Pending): Promise<EventFrame> => {
    this.asked.push(item.cmid);
    const failure = this.failures.shift();
    if (failure === "lost answer") this.stored.set(item.cmid, item.text);
    if (failure) throw failure === "lost answer" ? new NetworkError() : failure;
    this.stored.set(item.cmid, item.text);
    return publicRow(4 + this.stored.size, 1, {
      author: { role: "agent", name: "Mira" },
      body: { kind: "text", text: item.text },
    });
  };
}

function outboxOn(server: Server, storage = new Map<string, string>()) {
  const arrived: string[] = [];
  const outbox = new Outbox({
    post: server.post,
    onStored: (item) => arrived.push(item.cmid),
    isPassing,
    isUnreached,
    describe: messageOf,
    wait: async () => {},
    storage: {
      getItem: (key) => storage.get(key) ?? null,
      setItem: (key, value) => void storage.set(key, value),
    },
  });
  return { outbox, arrived, storage };
}

async function settled(outbox: Outbox): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
  expect(outbox.get().every((item) => item.status === "failed")).toBe(true);
}

describe("sending what was written", () => {
  it("shows it at once and takes it away when it is stored", async () => {
    const { outbox, arrived } = outboxOn(new Server());
    outbox.add(written("m1"));
    expect(outbox.get().map((item) => item.status)).toEqual(["sending"]);
    await settled(outbox);
    expect(outbox.get()).toEqual([]);
    expect(arrived).toEqual(["m1"]);
  });

  it("repeats with the same cmid when the answer was lost, so that it is stored once", async () => {
    const server = new Server(["lost answer", new ApiError(503, "unavailable", "busy")]);
    const { outbox, arrived } = outboxOn(server);
    outbox.add(written("m1"));
    await settled(outbox);
    expect(server.asked).toEqual(["m1", "m1", "m1"]);
    expect(server.stored.size).toBe(1);
    expect(arrived).toEqual(["m1"]);
  });

  it("keeps the order of one conversation even when the first try fails", async () => {
    const server = new Server([new NetworkError()]);
    const { outbox, arrived } = outboxOn(server);
    outbox.add(written("m1"));
    outbox.add(written("m2"));
    await settled(outbox);
    expect(arrived).toEqual(["m1", "m2"]);
  });

  it("stops at a refusal, says why, keeps the text, and sends on a second wish", async () => {
    const refusal = new ApiError(409, "not_assignee", "Jun has this conversation.");
    const { outbox, arrived } = outboxOn(new Server([refusal]));
    outbox.add(written("m1"));
    await settled(outbox);
    const [failed] = outbox.get();
    expect(failed).toMatchObject({
      status: "failed",
      problem: refusal.message,
      text: "text of m1",
    });
    outbox.retry("m1");
    await settled(outbox);
    expect(arrived).toEqual(["m1"]);
  });

  it.each([new NetworkError(), new ApiError(503, "unavailable", "busy")])(
    "waits as long as nothing answers, and nothing written later overtakes it: %s",
    async (away) => {
      const { outbox, arrived } = outboxOn(new Server(Array.from({ length: 30 }, () => away)));
      outbox.add(written("m1"));
      outbox.add(written("m2"));
      await settled(outbox);
      expect(arrived).toEqual(["m1", "m2"]);
    },
  );

  it("gives up after some tries at what the server cannot do", async () => {
    const broken = new ApiError(500, "internal", "broken");
    const server = new Server(Array.from({ length: 50 }, () => broken));
    const { outbox } = outboxOn(server);
    outbox.add(written("m1"));
    await settled(outbox);
    expect(outbox.get()[0]?.status).toBe("failed");
    expect(server.asked.length).toBeLessThan(10);
  });

  it("takes up after a reload what was on its way", async () => {
    const storage = new Map<string, string>();
    const silent = new Server();
    Object.assign(silent, { post: () => new Promise<EventFrame>(() => {}) });
    outboxOn(silent, storage).outbox.add(written("m1"));
    const again = outboxOn(new Server(), storage);
    again.outbox.resume();
    await settled(again.outbox);
    expect(again.arrived).toEqual(["m1"]);
    expect(outboxOn(new Server(), storage).outbox.get()).toEqual([]);
  });
});

describe("what is drawn below the log", () => {
  const mine = (seq: number, text: string) =>
    publicRow(seq, seq, { author: { role: "agent", name: "Mira" }, body: { kind: "text", text } });

  it("leaves out what the socket brought before the answer came", () => {
    const items = [written("m1", { text: "hello" })];
    expect(notYetInLog(items, [mine(5, "hello")], "Mira")).toEqual([]);
  });

  it("covers one pending line with one stored row when the same words are sent twice", () => {
    const items = [written("m1", { text: "ok" }), written("m2", { text: "ok" })];
    const left = notYetInLog(items, [mine(5, "ok")], "Mira");
    expect(left.map((item) => item.cmid)).toEqual(["m2"]);
  });

  it("is not fooled by older rows, another agent or the shopper with the same words", () => {
    const items = [written("m1", { text: "ok" })];
    const others = [
      mine(4, "ok"),
      publicRow(6, 6, { body: { kind: "text", text: "ok" } }),
      publicRow(7, 7, {
        author: { role: "agent", name: "Jun" },
        body: { kind: "text", text: "ok" },
      }),
    ];
    expect(notYetInLog(items, others, "Mira")).toHaveLength(1);
  });
});
