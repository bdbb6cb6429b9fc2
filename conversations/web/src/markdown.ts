import { safeLink } from "./links.ts";

/** Builds one element; Preact's `h` and React's `createElement` both are one. */
export type Build<N> = (
  tag: MarkdownTag,
  props: MarkdownProps | null,
  ...children: (N | string)[]
) => N;
export type MarkdownTag = "p" | "br" | "strong" | "em" | "code" | "ul" | "ol" | "li" | "a";
export interface MarkdownProps {
  readonly href?: string;
  readonly target?: "_blank";
  readonly rel?: "noopener noreferrer nofollow";
  readonly start?: number;
}

type Children<N> = (N | string)[];

const MAX_CHARS = 20_000;
const MAX_DEPTH = 4;
/** How many closing marks are looked at for one opening mark: keeps hostile text linear. */
const MAX_CLOSERS = 32;
const BULLET = /^\s{0,3}[-*•]\s+(.*)$/;
const NUMBER = /^\s{0,3}(\d{1,4})[.)]\s+(.*)$/;
const HEADING = /^#{1,6}\s+(.*?)\s*#*$/;
const ESCAPABLE = "\\`*_[]()#-.!>";
/** Marks that turn the direction of the text after them, by which a link can be made to lie. */
const DIRECTION_MARKS = /[\u202a-\u202e\u2066-\u2069]/g;
const AFTER_LINK = /[.,;:!?'*_)\]}]+$/;

/**
 * A subset of Markdown: bold, italic, code, lists, links to https and mailto, line breaks. Headings
 * become bold lines. Everything else, HTML among it, is shown as the text that it is.
 */
export function renderMarkdown<N>(source: string, build: Build<N>): N[] {
  const lines = source
    .slice(0, MAX_CHARS)
    .replace(DIRECTION_MARKS, "")
    .split(/\r\n|\r|\n/);
  const blocks: N[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    if (!line.trim()) {
      at += 1;
      continue;
    }
    const list = listAt(lines, at);
    if (list) {
      const items = list.items.map((item) => build("li", null, ...inline(item, build, 0)));
      const props = list.ordered && list.start !== 1 ? { start: list.start } : null;
      blocks.push(build(list.ordered ? "ol" : "ul", props, ...items));
      at = list.end;
      continue;
    }
    const heading = HEADING.exec(line);
    if (heading) {
      blocks.push(build("p", null, build("strong", null, ...inline(heading[1] ?? "", build, 1))));
      at += 1;
      continue;
    }
    const end = paragraphEnd(lines, at);
    blocks.push(build("p", null, ...paragraph(lines.slice(at, end), build)));
    at = end;
  }
  return blocks;
}

/** The same text without its marks, for a preview line or a screen reader. */
export function plainText(source: string): string {
  const blocks = renderMarkdown<string>(source, (tag, _props, ...children) =>
    ["p", "li", "br"].includes(tag) ? `${children.join("")} ` : children.join(""),
  );
  return blocks.join("").replace(/\s+/g, " ").trim();
}

interface List {
  readonly ordered: boolean;
  readonly start: number;
  readonly items: string[];
  readonly end: number;
}

function listAt(lines: readonly string[], from: number): List | null {
  const first = lines[from] ?? "";
  const numbered = NUMBER.exec(first);
  const pattern = numbered ? NUMBER : BULLET;
  const items: string[] = [];
  let at = from;
  for (; at < lines.length; at += 1) {
    const match = pattern.exec(lines[at] ?? "");
    if (!match) break;
    items.push(match[numbered ? 2 : 1] ?? "");
  }
  if (items.length === 0) return null;
  return { ordered: numbered !== null, start: Number(numbered?.[1] ?? 1), items, end: at };
}

function paragraphEnd(lines: readonly string[], from: number): number {
  let at = from + 1;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    if (!line.trim() || BULLET.test(line) || NUMBER.test(line) || HEADING.test(line)) break;
    at += 1;
  }
  return at;
}

function paragraph<N>(lines: readonly string[], build: Build<N>): Children<N> {
  const out: Children<N> = [];
  lines.forEach((line, index) => {
    if (index > 0) out.push(build("br", null));
    out.push(...inline(line.trim(), build, 0));
  });
  return out;
}

interface Span<N> {
  readonly node: N | string;
  readonly end: number;
}

function inline<N>(text: string, build: Build<N>, depth: number): Children<N> {
  const out: Children<N> = [];
  let plain = "";
  let at = 0;
  while (at < text.length) {
    const char = text[at] ?? "";
    const next = text[at + 1] ?? "";
    if (char === "\\" && next && ESCAPABLE.includes(next)) {
      plain += next;
      at += 2;
      continue;
    }
    const span = depth < MAX_DEPTH ? spanAt(text, at, build, depth) : null;
    if (span) {
      if (plain) out.push(plain);
      plain = "";
      out.push(span.node);
      at = span.end;
    } else {
      plain += char;
      at += 1;
    }
  }
  if (plain) out.push(plain);
  return out;
}

function spanAt<N>(text: string, at: number, build: Build<N>, depth: number): Span<N> | null {
  switch (text[at]) {
    case "`":
      return codeAt(text, at, build);
    case "*":
      return text[at + 1] === "*"
        ? markedAt(text, at, "**", "strong", build, depth)
        : markedAt(text, at, "*", "em", build, depth);
    case "_":
      return wordBefore(text, at) ? null : markedAt(text, at, "_", "em", build, depth);
    case "[":
      return linkAt(text, at, build);
    case "h":
      return text.startsWith("https://", at) ? addressAt(text, at, build) : null;
    default:
      return null;
  }
}

function codeAt<N>(text: string, at: number, build: Build<N>): Span<N> | null {
  const end = text.indexOf("`", at + 1);
  return end > at + 1 ? { node: build("code", null, text.slice(at + 1, end)), end: end + 1 } : null;
}

function markedAt<N>(
  text: string,
  at: number,
  mark: string,
  tag: "strong" | "em",
  build: Build<N>,
  depth: number,
): Span<N> | null {
  const from = at + mark.length;
  if (!text[from] || /\s/.test(text[from] ?? "")) return null;
  let end = text.indexOf(mark, from);
  for (let tried = 0; end !== -1 && tried < MAX_CLOSERS; tried += 1) {
    const closes =
      end > from &&
      !/\s/.test(text[end - 1] ?? "") &&
      !(mark === "*" && (text[end + 1] === "*" || text[end - 1] === "*")) &&
      !(mark === "_" && /[\p{L}\p{N}]/u.test(text[end + 1] ?? ""));
    if (closes) {
      const children = inline(text.slice(from, end), build, depth + 1);
      return { node: build(tag, null, ...children), end: end + mark.length };
    }
    end = text.indexOf(mark, end + 1);
  }
  return null;
}

/** A label that is itself an address gives way to the true one, so that no link can pose as another. */
function linkAt<N>(text: string, at: number, build: Build<N>): Span<N> | null {
  const middle = text.indexOf("](", at + 1);
  if (middle === -1) return null;
  const end = text.indexOf(")", middle + 2);
  const raw = text.slice(at + 1, middle);
  if (end === -1 || raw.includes("[")) return null;
  const label = plainText(raw);
  const href = safeLink(text.slice(middle + 2, end));
  if (!href || !label) return null;
  const shown = /^(https?:|www\.)/i.test(label) ? href : label;
  return { node: link(href, [shown], build), end: end + 1 };
}

function addressAt<N>(text: string, at: number, build: Build<N>): Span<N> | null {
  if (/[a-z0-9]/i.test(text[at - 1] ?? "")) return null;
  const run = /^[^\s<>"`\u0080-\uffff]+/.exec(text.slice(at))?.[0] ?? "";
  const address = run.replace(AFTER_LINK, "");
  const href = safeLink(address);
  return href ? { node: link(href, [address], build), end: at + address.length } : null;
}

function link<N>(href: string, children: Children<N>, build: Build<N>): N {
  const props = { href, target: "_blank", rel: "noopener noreferrer nofollow" } as const;
  return build("a", props, ...children);
}

function wordBefore(text: string, at: number): boolean {
  return at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1] ?? "");
}
