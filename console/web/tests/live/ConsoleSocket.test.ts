import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Heads } from "../../src/api/types.ts";
import { ConsoleSocket, type LinkStatus, type Wire } from "../../src/live/ConsoleSocket.ts";

class FakeWire implements Wire {
  readonly sent: Record<string, unknown>[] = [];
  closed = false;
  onopen: Wire["onopen"] = null;
  onmessage: Wire["onmessage"] = null;
  onclose: Wire["onclose"] = null;

  send(data: string): void {
    this.sent.push(JSON.parse(data));
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.onclose?.(new Event("close") as CloseEvent);
  }

  tell(frame: unknown): void {
    this.onmessage?.({ data: JSON.stringify(frame) } as MessageEvent);
  }

  greet(): void {
    this.tell({ type: "hello", agent: {} });
  }
}

function connect() {
  const wires: FakeWire[] = [];
  const statuses: LinkStatus[] = [];
  const frames: string[] = [];
  let lost = 0;
  const socket = new ConsoleSocket({
    open: () => {
      const wire = new FakeWire();
      wires.push(wire);
      return wire;
    },
    onFrame: (frame) => frames.push(frame.type),
    onStatus: (status) => statuses.push(status),
    onLost: () => {
      lost += 1;
    },
    random: () => 0.5,
  });
  socket.start();
  const newest = (): FakeWire => {
    const wire = wires.at(-1);
    if (!wire) throw new Error("no connection was made");
    return wire;
  };
  return { socket, wires, statuses, frames, newest, lost: () => lost };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the console's socket", () => {
  it("is live only once it was greeted, and says nothing before", () => {
    const { socket, statuses, newest } = connect();
    socket.watch("c1", () => ({ seq: 7, aseq: 2 }));
    expect(newest().sent).toEqual([]);
    expect(statuses).toEqual(["connecting"]);
    newest().greet();
    expect(statuses).toEqual(["connecting", "open"]);
    expect(newest().sent).toEqual([{ type: "watch", conversation: "c1", seq: 7, aseq: 2 }]);
  });

  it("comes back by itself and resumes from where the log is then", () => {
    const { socket, statuses, wires, newest, lost } = connect();
    let heads: Heads = { seq: 1, aseq: 0 };
    socket.watch("c1", () => heads);
    newest().greet();
    heads = { seq: 12, aseq: 5 };
    newest().close();
    expect(statuses.at(-1)).toBe("reconnecting");
    expect(lost()).toBe(1);
    vi.advanceTimersByTime(1_000);
    expect(wires).toHaveLength(2);
    newest().greet();
    expect(statuses.at(-1)).toBe("open");
    expect(newest().sent).toEqual([{ type: "watch", conversation: "c1", seq: 12, aseq: 5 }]);
  });

  it("waits longer after each failure, and not at all when asked to hurry", () => {
    const { socket, wires, newest } = connect();
    for (let failure = 0; failure < 4; failure += 1) {
      newest().close();
      vi.advanceTimersByTime(60_000);
    }
    expect(wires).toHaveLength(5);
    newest().close();
    vi.advanceTimersByTime(1_000);
    expect(wires).toHaveLength(5);
    socket.hurry();
    expect(wires).toHaveLength(6);
  });

  it("says at once that the network has gone, and goes on when it is back", () => {
    const { socket, statuses, wires, newest, lost } = connect();
    newest().greet();
    socket.interrupt();
    expect(wires[0]?.closed).toBe(true);
    expect(statuses.at(-1)).toBe("reconnecting");
    expect(lost()).toBe(1);
    socket.hurry();
    newest().greet();
    expect(statuses.at(-1)).toBe("open");
    expect(wires).toHaveLength(2);
  });

  it("ends a connection that has gone silent", () => {
    const { newest, wires } = connect();
    newest().greet();
    vi.advanceTimersByTime(20_000);
    expect(newest().sent).toEqual([{ type: "ping" }]);
    newest().tell({ type: "pong" });
    vi.advanceTimersByTime(25_000);
    expect(wires).toHaveLength(1);
    vi.advanceTimersByTime(20_000);
    expect(wires[0]?.closed).toBe(true);
    expect(wires.length).toBeGreaterThan(1);
  });

  it("no longer watches what was let go", () => {
    const { socket, newest } = connect();
    const leave = socket.watch("c1", () => ({ seq: 0, aseq: 0 }));
    newest().greet();
    leave();
    expect(newest().sent.at(-1)).toEqual({ type: "unwatch", conversation: "c1" });
    newest().close();
    vi.advanceTimersByTime(1_000);
    newest().greet();
    expect(newest().sent).toEqual([]);
  });

  it("stays away once it was stopped", () => {
    const { socket, wires } = connect();
    socket.stop();
    vi.advanceTimersByTime(120_000);
    expect(wires).toHaveLength(1);
  });

  it("passes over frames that are none", () => {
    const { newest, frames } = connect();
    newest().onmessage?.({ data: "}{" } as MessageEvent);
    newest().tell({ type: "something.newer" });
    expect(frames).toEqual([]);
  });
});
