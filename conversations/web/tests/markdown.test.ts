import { describe, expect, it } from "vitest";
import { safeLink } from "../src/links.ts";
import { type Build, plainText, renderMarkdown } from "../src/markdown.ts";
import { hostileTexts } from "./hostile.ts";

interface Node {
  readonly tag: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly children: readonly (Node | string)[];
}

const build: Build<Node> = (tag, props, ...children) => ({ tag, props: { ...props }, children });

function html(source: string): string {
  const write = (node: Node | string): string =>
    typeof node === "string"
      ? node.replace(/&/g, "&amp;").replace(/</g, "&lt;")
      : node.tag === "br"
        ? "<br>"
        : `<${node.tag}${node.props.href ? ` href="${node.props.href}"` : ""}>${node.children
            .map(write)
            .join("")}</${node.tag}>`;
  return renderMarkdown(source, build).map(write).join("");
}

function nodesOf(nodes: readonly (Node | string)[]): Node[] {
  return nodes.flatMap((node) =>
    typeof node === "string" ? [] : [node, ...nodesOf(node.children)],
  );
}

describe("what the subset shows", () => {
  it.each([
    ["plain", "<p>plain</p>"],
    [
      "**bold** and *slant* and _slant_",
      "<p><strong>bold</strong> and <em>slant</em> and <em>slant</em></p>",
    ],
    ["`a*b*c`", "<p><code>a*b*c</code></p>"],
    ["**a *b* c**", "<p><strong>a <em>b</em> c</strong></p>"],
    ["one\ntwo", "<p>one<br>two</p>"],
    ["one\n\ntwo", "<p>one</p><p>two</p>"],
    ["- a\n- b", "<ul><li>a</li><li>b</li></ul>"],
    ["1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"],
    ["Steps:\n- a", "<p>Steps:</p><ul><li>a</li></ul>"],
    ["## Returns", "<p><strong>Returns</strong></p>"],
    ["order_number_one 2 * 3 * 4", "<p>order_number_one 2 * 3 * 4</p>"],
    ["\\*not bold\\*", "<p>*not bold*</p>"],
    ["<b>x</b>", "<p>&lt;b>x&lt;/b></p>"],
    ["[help](https://shop.example/a)", '<p><a href="https://shop.example/a">help</a></p>'],
    [
      "见https://shop.example/a。谢谢",
      '<p>见<a href="https://shop.example/a">https://shop.example/a</a>。谢谢</p>',
    ],
    ["[write](mailto:a@shop.example)", '<p><a href="mailto:a@shop.example">write</a></p>'],
    ["[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"],
    ["[x](http://shop.example)", "<p>[x](http://shop.example)</p>"],
    [
      "(https://shop.example/a).",
      '<p>(<a href="https://shop.example/a">https://shop.example/a</a>).</p>',
    ],
  ])("%j", (source, expected) => {
    expect(html(source)).toBe(expected);
  });

  it("shows the true address where a label poses as another", () => {
    expect(html("[https://bank.example](https://evil.example/)")).toBe(
      '<p><a href="https://evil.example/">https://evil.example/</a></p>',
    );
  });

  it("gives the words alone for a preview", () => {
    expect(plainText("**Hi** [there](https://a.example)\n- one\n- two")).toBe("Hi there one two");
  });
});

describe("500 hostile texts", () => {
  const texts = hostileTexts(500);
  const allowed: Readonly<Record<string, readonly string[]>> = {
    p: [],
    br: [],
    strong: [],
    em: [],
    code: [],
    ul: [],
    ol: ["start"],
    li: [],
    a: ["href", "target", "rel"],
  };

  it("are 500 and all different", () => {
    expect(new Set(texts).size).toBe(500);
  });

  it.each(texts.map((text) => [text]))("%j", (text) => {
    for (const node of nodesOf(renderMarkdown(text, build))) {
      expect(allowed).toHaveProperty(node.tag);
      for (const name of Object.keys(node.props)) expect(allowed[node.tag]).toContain(name);
      const href = node.props.href;
      if (href !== undefined)
        expect(["https:", "mailto:"]).toContain(new URL(String(href)).protocol);
      if (node.tag === "a") expect(nodesOf(node.children)).toEqual([]);
    }
  });
});

it.each(["*a ", "**", "_a_ ", "`", "[", "[a](", "](", "https://", "> ", "- ", "\\"])(
  "20,000 characters of %j end",
  (piece) => {
    const text = piece.repeat(20_000 / piece.length);
    expect(renderMarkdown(text, build).length).toBeGreaterThan(0);
  },
);

describe("links", () => {
  const base = "http://127.0.0.1:8000/widget.js";
  it.each([
    ["https://shop.example/", "https://shop.example/"],
    ["/help/returns", "http://127.0.0.1:8000/help/returns"],
    ["http://other.example/", null],
    ["javascript:alert(1)", null],
    ["data:text/html,x", null],
    ["https://user:word@shop.example/", null],
    ["", null],
    [null, null],
  ])("%j leads to %j", (raw, expected) => {
    expect(safeLink(raw, base)).toBe(expected);
  });

  it("without a base only whole addresses lead somewhere", () => {
    expect(safeLink("/help/returns")).toBeNull();
  });
});
