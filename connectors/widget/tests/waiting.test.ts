import { describe, expect, it, vi } from "vitest";
import type { Api } from "../src/api.ts";
import type { Listener } from "../src/shell.ts";
import { METHODS, type Waiting, waitingApi } from "../src/waiting.ts";

/** An API that notes what it was called with, and whose listeners can be stopped. */
function real(): { api: Api; called: string[]; listeners: Set<Listener> } {
  const called: string[] = [];
  const listeners = new Set<Listener>();
  const note = (name: string) => () => void called.push(name);
  const api = {
    ...Object.fromEntries(METHODS.map((name) => [name, note(name)])),
    on: (_: string, listener: Listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as Api;
  return { api, called, listeners };
}

/** A page that calls whatever a method gives it, as React does with what an effect returns. */
function callAndClean(waiting: Waiting, name: "open" | "close" | "setLocale"): void {
  const given: unknown = waiting.api[name]("zh");
  if (typeof given === "function") given();
}

describe("calls before the widget is there", () => {
  it("are made up for in their order", () => {
    const waiting = waitingApi(METHODS);
    waiting.api.open();
    waiting.api.push(["setLocale", "zh"], ["close"]);
    const { api, called } = real();
    waiting.become(api);
    expect(called).toEqual(["open", "setLocale", "close"]);
    waiting.api.toggle();
    expect(called.at(-1)).toBe("toggle");
  });

  it("give back nothing that takes them back, as the widget's own do not", () => {
    const waiting = waitingApi(METHODS);
    for (const name of ["open", "setLocale", "close"] as const) callAndClean(waiting, name);
    const { api, called } = real();
    waiting.become(api);
    expect(called).toEqual(["open", "setLocale", "close"]);
  });

  it("to be told of something are stopped before and after", () => {
    const waiting = waitingApi(METHODS);
    const [never, ended] = [vi.fn(), vi.fn()];
    waiting.api.on("open", never)();
    const stop = waiting.api.on("open", ended);
    const { api, listeners } = real();
    waiting.become(api);
    expect([...listeners]).toEqual([ended]);
    stop();
    expect(listeners.size).toBe(0);
  });
});
