import { describe, expect, it } from "vitest";
import type { Claim } from "../../src/api/notes.ts";
import { marked } from "../../src/notes/marking.ts";

const medical = (words: string): Claim => ({ risk: "medical", words });
const price = (words: string): Claim => ({ risk: "price", words });

function shown(text: string, ...claims: Claim[]): string {
  return marked(text, claims)
    .map((piece) => (piece.risk ? `[${piece.text}]` : piece.text))
    .join("");
}

describe("marking claims", () => {
  it("marks each place of a wording, and leaves the text as it is", () => {
    expect(shown("It cures. Really cures!", medical("cures"))).toBe("It [cures]. Really [cures]!");
    const text = "👍 costs 5 €, 😀 5 €";
    expect(
      marked(text, [price("5 €")])
        .map((piece) => piece.text)
        .join(""),
    ).toBe(text);
    expect(shown(text, price("5 €"))).toBe("👍 costs [5 €], 😀 [5 €]");
  });

  it("does not mark what is a part of another word", () => {
    expect(shown("secure, cure", medical("cure"))).toBe("secure, [cure]");
    expect(shown("根治湿疹", medical("根治"))).toBe("[根治]湿疹");
  });

  it("lets the longer of two win that lie over each other", () => {
    expect(shown("a discount code here", price("discount"), price("discount code"))).toBe(
      "a [discount code] here",
    );
  });

  it("gives the whole text where nothing is risky", () => {
    expect(marked("Soft.", [])).toEqual([{ text: "Soft.", risk: null, at: 0 }]);
    expect(marked("", [medical("x")])).toEqual([]);
  });
});
