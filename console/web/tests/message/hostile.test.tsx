import type { MessageBody } from "@shopbell/conversations/contract";
import { cleanup, render } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { hostileTexts } from "../../../../conversations/web/tests/hostile.ts";
import { Markdown } from "../../src/message/Markdown.tsx";
import { MessageContent } from "../../src/message/MessageContent.tsx";

const HOSTILE = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<svg/onload=alert(1)>",
  "<iframe src=javascript:alert(1)>",
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](java\tscript:alert(1))",
  "[x](data:text/html,<script>alert(1)</script>)",
  "[x](vbscript:msgbox)",
  "[https://shop.example](https://evil.example)",
  "![x](https://evil.example/track.png)",
  '<a href="javascript:alert(1)">x</a>',
  "**<b onmouseover=alert(1)>x</b>**",
  "`<script>alert(1)</script>`",
  "- <style>*{display:none}</style>",
  "[x](https://user:pass@evil.example)",
];

const ALLOWED = new Set("P BR STRONG EM CODE UL OL LI A DIV SPAN".split(" "));

afterEach(cleanup);

function looksHarmless(root: HTMLElement): void {
  for (const element of root.querySelectorAll("*")) {
    expect([element.tagName, ALLOWED.has(element.tagName.toUpperCase())]).toEqual([
      element.tagName,
      true,
    ]);
    for (const name of element.getAttributeNames()) {
      expect(["class", "href", "target", "rel", "start"]).toContain(name);
    }
  }
  for (const link of root.querySelectorAll("a")) {
    expect(link.getAttribute("href")).toMatch(/^(https|mailto):/);
    expect(link.getAttribute("rel")).toContain("noopener");
  }
}

describe("hostile text", () => {
  it.each(HOSTILE)("shows %j as text, from whoever it comes", (text) => {
    const { container } = render(<Markdown text={text} />);
    looksHarmless(container);
  });

  it("is harmless in every disguise that the widget is tried with too", () => {
    for (const text of hostileTexts(500)) {
      const { container, unmount } = render(<Markdown text={text} />);
      looksHarmless(container);
      unmount();
    }
  });

  it("cannot pose as another address", () => {
    const { container } = render(<Markdown text="[https://shop.example](https://evil.example)" />);
    expect(container.textContent).toContain("evil.example");
  });

  it.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "http://evil.example",
    " javascript:alert(1)",
  ])("makes no link and no image of %j in any kind of message", (url) => {
    const bodies: MessageBody[] = [
      {
        kind: "text",
        text: "hi",
        sources: [{ tier: "official", title: "t", url, author: null, date: null }],
      },
      {
        kind: "cards",
        cards: [{ title: "t", subtitle: "", image_url: url, url, price: null, choices: [] }],
      },
      {
        kind: "order",
        order: {
          number: "#W1",
          status: "shipped",
          items: [],
          total: { amount: "1", currency: "EUR" },
          tracking: [{ number: "T1", carrier: null, url }],
          timeline: [],
        },
      },
    ];
    for (const body of bodies) {
      const { container } = render(<MessageContent body={body} />);
      expect(container.querySelectorAll("a, img")).toHaveLength(0);
    }
  });

  it.each(["image/jpeg", "application/pdf"])(
    "opens a file of type %s at our own address only",
    (type) => {
      const url = "https://evil.example/x.html";
      const size = { bytes: 1, width: 4, height: 3 };
      const file = { id: "../../../x?y#z", name: "a\u202egpj.exe", type, url, ...size };
      const { container } = render(<MessageContent body={{ kind: "file", file, caption: "" }} />);
      const addresses = [...container.querySelectorAll("a, img")].map(
        (one) => one.getAttribute("href") ?? one.getAttribute("src") ?? "",
      );
      expect(addresses.length).toBeGreaterThan(0);
      for (const address of addresses) {
        expect(address).toMatch(/^\/api\/console\/uploads\/[^/?#]+\?size=(full|preview)$/);
      }
    },
  );
});
