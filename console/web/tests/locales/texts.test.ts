// @vitest-environment node
import { describe, expect, it } from "vitest";
import { literalOf, NAMES, parsed, textsIn } from "./texts.ts";

const SOURCES = import.meta.glob<string>("../../src/**/*.{ts,tsx}", {
  query: "?raw",
  import: "default",
  eager: true,
});
const WORDS = /(^|[/-])words(-[a-z]+)?\.ts$/;
const HAN = /\p{Script=Han}/u;
const LETTERS = /\p{L}{2}/u;

describe("the console's texts", () => {
  it("stand in no component: each is in a words.ts, in every language", () => {
    const found = Object.entries(SOURCES)
      .filter(([name]) => !WORDS.test(name))
      .flatMap(([name, code]) =>
        textsIn(name, code).map(({ line, text }) => `${name}:${line} ${text}`),
      );
    expect(found).toEqual([]);
  });

  it("are written in the language under whose name they stand", () => {
    const found = Object.entries(SOURCES)
      .filter(([name]) => WORDS.test(name))
      .flatMap(([name, code]) => [
        ...saidIn(name, code, "zh").filter(
          (text) => LETTERS.test(text.replaceAll(NAMES, "")) && !HAN.test(text),
        ),
        ...saidIn(name, code, "en").filter((text) => HAN.test(text)),
      ]);
    expect(found).toEqual([]);
  });

  it.each([
    ["between tags", "<p>Nothing here</p>"],
    ["one word between tags", "<p>{open ? words.a : 'chosen'}</p>"],
    ["read out only", "<button aria-label='close' />"],
    ["with a value in it", "<p title={`of $" + "{name}`} />"],
    ["handed to a component", "<Empty head='Nothing here yet' />"],
    ["told afterwards", "notices.add('Saved.')"],
    ["in a table of names", "({ open: 'Open' })"],
  ])("are found %s", (_, code) => {
    expect(textsIn("some.tsx", `export const it = ${code};`)).toHaveLength(1);
  });

  it("are not what only the machine reads", () => {
    const code = `
      import { x } from "Some Thing";
      headers["Content-Type"] = "application/json";
      if (key === "Enter" || "Notification" in window) throw new Error("The provider is missing");
      export const it = <a className="button button--plain" rel="noopener nofollow">{words.title}</a>;
    `;
    expect(textsIn("some.tsx", code)).toEqual([]);
  });
});

/** Literals that stand below the name of a language in a file of words. */
function saidIn(name: string, code: string, language: string): readonly string[] {
  const said: string[] = [];
  const walk = (node: ReturnType<typeof parsed>, inside: boolean): void => {
    const text = inside ? literalOf(node) : null;
    if (text !== null) said.push(text);
    const isNamed = [node.key, node.id].some(
      (one) => (one as { name?: string })?.name === language,
    );
    for (const [key, value] of Object.entries(node)) {
      if (key === "key" || key === "test") continue;
      for (const child of [value].flat()) {
        if (typeof child === "object" && child !== null && "type" in child) {
          walk(child as typeof node, inside || isNamed);
        }
      }
    }
  };
  walk(parsed(name, code), false);
  return said;
}
