import { describe, expect, it } from "vitest";
import { diffLines } from "../../src/knowledge/diff.ts";

const side = (left: string, right: string, kind: "left" | "right") =>
  diffLines(left, right)
    .filter((line) => line.kind !== (kind === "left" ? "right" : "left"))
    .map((line) => line.text)
    .join("\n");

describe("lines that differ", () => {
  it("are marked on the side that has them", () => {
    const marked = diffLines("one\ntwo\nthree", "one\n2\nthree").map((line) => line.kind);
    expect(marked).toEqual(["same", "left", "right", "same"]);
  });

  it("never lose a line of either text", () => {
    const words = ["a", "b", "c", ""];
    for (let seed = 1; seed < 300; seed += 1) {
      const text = (by: number) =>
        Array.from({ length: (seed * by) % 7 }, (_, at) => words[(seed * by + at * at) % 4]).join(
          "\n",
        );
      const left = text(3);
      const right = text(5);
      expect(side(left, right, "left")).toBe(left);
      expect(side(left, right, "right")).toBe(right);
    }
  });

  it("holds for texts too long to compare line by line", () => {
    const left = Array.from({ length: 3_000 }, (_, at) => `left ${at}`).join("\n");
    const right = Array.from({ length: 3_000 }, (_, at) => `right ${at}`).join("\n");
    expect(side(left, right, "left")).toBe(left);
    expect(side(left, right, "right")).toBe(right);
  });
});
