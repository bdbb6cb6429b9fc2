import type { Source } from "@shopbell/conversations/contract";
import { renderMarkdown } from "@shopbell/conversations/markdown";
import { type ComponentChildren, h, type JSX } from "preact";
import { useUi } from "../ui/context.ts";
import { Icon } from "../ui/icons.tsx";
import { Sources } from "./sources.tsx";

interface WordsProps {
  readonly text: string;
  readonly sources: readonly Source[];
  /** The shopper's own words are shown as typed. */
  readonly plain?: boolean;
  readonly correction?: boolean;
}

export function Words({ text, sources, plain, correction }: WordsProps): JSX.Element {
  const { t } = useUi();
  return (
    <>
      <div class={correction ? "bubble is-correction" : "bubble"}>
        {correction && (
          <span class="label">
            <Icon name="alert" size={14} />
            {t.correction}
          </span>
        )}
        {plain ? <p class="typed">{text}</p> : markdown(text)}
      </div>
      <Sources sources={sources} />
    </>
  );
}

export function markdown(text: string): ComponentChildren {
  return renderMarkdown<JSX.Element>(text, (tag, props, ...children) => h(tag, props, ...children));
}
