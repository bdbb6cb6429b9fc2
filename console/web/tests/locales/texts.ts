import { parseSync } from "vite";

/** A text as it stands in a source file. */
export interface Found {
  readonly line: number;
  readonly text: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

/** Attributes that people see or hear, whatever element they stand at. */
const SAID = new Set(["aria-label", "aria-description", "placeholder", "title", "alt", "label"]);
/** Attributes that no person ever reads. */
const UNSAID = new Set(["className", "rel"]);
const LETTERS = /\p{L}{2}/u;
const PROSE = /^\p{Lu}\p{Ll}+(?!\p{L})|\p{L}{2,}[,.:]? \p{L}|\s.*\p{L}[.…]$/u;
const SELECTOR = /\[.*=.*\]/;
const TAKE_SELECTORS = new Set(["querySelector", "querySelectorAll", "closest", "matches"]);

/** Products, keys, a language by its own name and addresses are the same in every language. */
export const NAMES = /Shopbell|PayPal|English|Enter|Ctrl K|https:\S+/gu;

export function parsed(name: string, code: string): Node {
  const { program, errors } = parseSync(name, code, { lang: name.endsWith("x") ? "tsx" : "ts" });
  if (errors.length > 0) throw new Error(`${name}: ${errors[0]?.message}`);
  return program as unknown as Node;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value;
}

function childrenOf(node: Node): readonly Node[] {
  return Object.values(node).flatMap((value) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  );
}

/** What a string or template says; the places of its values are left out. */
export function literalOf(node: Node): string | null {
  if (node.type === "JSXText" || node.type === "Literal") {
    return typeof node.value === "string" ? node.value : null;
  }
  if (node.type !== "TemplateLiteral") return null;
  return (node.quasis as { value: { cooked: string } }[]).map((one) => one.value.cooked).join(" ");
}

function nameOf(node: unknown): string {
  return isNode(node) && typeof node.name === "string" ? node.name : "";
}

/** Parts of the code whose strings are addressed to the machine. */
function spoken(node: Node): readonly Node[] {
  const { type } = node;
  if (type.startsWith("Import") || type.startsWith("TS") || type.startsWith("ExportAll")) return [];
  if (type === "NewExpression" && nameOf(node.callee) === "Error") return [];
  if (type === "CallExpression" && isNode(node.callee)) {
    if (TAKE_SELECTORS.has(nameOf(node.callee.property))) return [node.callee];
  }
  if (type === "BinaryExpression" && ["===", "!==", "in"].includes(String(node.operator))) {
    return [node.left, node.right].filter(isNode).filter((side) => side.type !== "Literal");
  }
  const left = new Set<unknown>();
  if (type === "SwitchCase") left.add(node.test);
  if (type === "MemberExpression" || type === "AccessorProperty") left.add(node.property);
  if (type === "Property" && node.computed !== true) left.add(node.key);
  return childrenOf(node).filter((child) => !left.has(child));
}

/** Every text of a file that people would read, in its own words instead of a `words.ts`. */
export function textsIn(name: string, code: string): readonly Found[] {
  const found: Found[] = [];
  const walk = (node: Node, sure: boolean): void => {
    const text = literalOf(node)?.replaceAll(NAMES, "") ?? "";
    if (sure ? LETTERS.test(text) : PROSE.test(text) && !SELECTOR.test(text)) {
      found.push({ line: code.slice(0, node.start).split("\n").length, text: text.trim() });
    }
    if (node.type === "JSXAttribute") {
      const attribute = nameOf(node.name);
      if (UNSAID.has(attribute) || !isNode(node.value)) return;
      walk(node.value, SAID.has(attribute));
      return;
    }
    for (const child of spoken(node)) walk(child, isSure(node, child, sure));
  };
  walk(parsed(name, code), false);
  return found;
}

/** Between tags, or in the choice of what stands there, every word is read by somebody. */
function isSure(parent: Node, child: Node, sure: boolean): boolean {
  if (child.type === "JSXText" || parent.type === "JSXElement" || parent.type === "JSXFragment") {
    return child.type === "JSXText" || child.type === "JSXExpressionContainer";
  }
  if (parent.type === "JSXExpressionContainer" || parent.type === "TemplateLiteral") return sure;
  if (parent.type === "ConditionalExpression") return sure && child !== parent.test;
  if (parent.type === "LogicalExpression") return sure && child === parent.right;
  return false;
}
