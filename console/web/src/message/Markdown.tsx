import { type Build, renderMarkdown } from "@shopbell/conversations/markdown";
import { createElement, memo, type ReactNode } from "react";

const build: Build<ReactNode> = (tag, props, ...children) => createElement(tag, props, ...children);

/** The subset of Markdown that messages may use; anything else shows as the text that it is. */
export const Markdown = memo(function Markdown({ text }: { text: string }) {
  return createElement("div", { className: "markdown" }, ...renderMarkdown(text, build));
});
