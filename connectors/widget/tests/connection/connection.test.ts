import type { ServerFrame } from "@shopbell/conversations/contract";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { backoff } from "../../src/connection/backoff.ts";
import { Connection, parseFrame } from "../../src/connection/connection.ts";
import { Shop } from "../shop.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function connect(shop: Shop) {
  const got: ServerFrame[] = [];
  const told: string[] = [];
  const connection = new Connection(
    shop.connect,
    {
      opened: () => told.push("opened"),
      lost: (attempt) => told.push(`lost ${attempt}`),
      frame: (frame) => got.push(frame),
    },
    () => 0.5,
  );
  return { connection, got, told };
}

describe("the wait before another attempt", () => {
  it("doubles to 30 s and is spread over its upper half", () => {
    expect([0, 1, 2, 3].map((at) => backoff(at, () => 1))).toEqual([500, 1000, 2000, 4000]);
    expect(backoff(3, () => 0)).toBe(2000);
    expect(backoff(500, () => 1)).toBe(30_000);
  });
});

describe("the connection", () => {
  it("comes back by itself, with longer waits while the server is away", async () => {
    const shop = new Shop();
    const { connection, told } = connect(shop);
    connection.start();
    await vi.advanceTimersByTimeAsync(5);
    shop.down = true;
    shop.cut();
    await vi.advanceTimersByTimeAsync(3_000);
    shop.down = false;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(told).toEqual(["opened", "lost 1", "lost 2", "lost 3", "lost 4", "opened"]);
    expect(connection.ready).toBe(true);
  });

  it("tries at once when the network is back", async () => {
    const shop = new Shop();
    const { connection } = connect(shop);
    shop.down = true;
    connection.start();
    await vi.advanceTimersByTimeAsync(60_000);
    shop.down = false;
    connection.wake();
    await vi.advanceTimersByTimeAsync(5);
    expect(connection.ready).toBe(true);
  });

  it("notices a silent socket by a ping that is not answered", async () => {
    const shop = new Shop();
    const { connection, told } = connect(shop);
    connection.start();
    await vi.advanceTimersByTimeAsync(5);
    const wire = shop.wire;
    shop.receive = () => undefined;
    await vi.advanceTimersByTimeAsync(25_000);
    expect(wire.sent).toEqual([{ type: "ping" }]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told).toContain("lost 1");
  });

  it("stays while pings are answered", async () => {
    const shop = new Shop();
    const { connection, told } = connect(shop);
    connection.start();
    await vi.advanceTimersByTimeAsync(300_000);
    expect(told).toEqual(["opened"]);
    connection.stop();
  });

  it("says nothing any more once stopped", async () => {
    const shop = new Shop();
    const { connection, told } = connect(shop);
    connection.start();
    await vi.advanceTimersByTimeAsync(5);
    connection.stop();
    shop.tell({ type: "pong" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told).toEqual(["opened"]);
    expect(connection.send({ type: "ping" })).toBe(false);
  });
});

it.each([
  ['{"type":"pong"}', { type: "pong" }],
  ['{"type":"pong","new_field":1}', { type: "pong", new_field: 1 }],
  ["null", null],
  ["[]", null],
  ["{", null],
  ['{"type":5}', null],
  [new ArrayBuffer(2), null],
])("what the server says is read as a frame or not at all: %j", (raw, frame) => {
  expect(parseFrame(raw)).toEqual(frame);
});
