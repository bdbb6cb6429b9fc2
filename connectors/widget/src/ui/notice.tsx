import type { JSX } from "preact";
import type { NoticeItem } from "../conversation/view.ts";
import { fill, type Texts } from "../locales/index.ts";
import { useUi } from "./context.ts";

/** A quiet line for what happened to the conversation itself. */
export function Notice({
  item,
  heading,
}: {
  item: NoticeItem;
  heading: string | null;
}): JSX.Element {
  const { t, format } = useUi();
  const text = textOf(item, t);
  return (
    <>
      {heading && <p class="day">{format.heading(heading)}</p>}
      {text && (
        <p class="notice">
          <span>{text}</span>
          <time dateTime={item.at}>{format.time(item.at)}</time>
        </p>
      )}
    </>
  );
}

function textOf({ event, state }: NoticeItem, t: Texts): string {
  const name = state.agent ?? "";
  switch (event) {
    case "conversation.escalated":
      return state.reason === "asked_for_person" ? t.escalated : t.escalatedOther;
    case "conversation.claimed":
    case "conversation.assigned":
      return fill(t.claimed, { name: name || t.shop });
    case "conversation.released":
      return state.state === "bot" ? t.released : t.escalatedOther;
    case "conversation.closed":
      if (state.reason === "duplicate") return t.merged;
      return name ? fill(t.closedBy, { name }) : t.closed;
    case "conversation.reopened":
      return t.reopened;
    case "conversation.transferred":
      // Nobody came: nobody is there to whom they would be passed.
      return state.reason === "claim_expired" ? t.backInLine : t.transferred;
    case "conversation.rated":
      return t.rated;
    default:
      return "";
  }
}
