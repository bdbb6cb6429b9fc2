import type { EventFrame } from "../../api/types.ts";
import { clockTime, fullTime } from "../../format/time.ts";
import { Markdown } from "../../message/Markdown.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { words } from "../words-log.ts";

export function NoteRow({ event }: { event: EventFrame }) {
  const { text, passed_to: to } = event.body;
  return (
    <article id={`event-${event.id}`} className="note">
      <header className="note__meta">
        <Icon name="lock" size={12} />
        <span>{event.author.name || words.agent}</span>
        <span>{typeof to === "string" ? words.passedTo(to) : words.note}</span>
        <time dateTime={event.at} title={fullTime(event.at)}>
          {clockTime(event.at)}
        </time>
      </header>
      <Markdown text={typeof text === "string" ? text : ""} />
    </article>
  );
}
