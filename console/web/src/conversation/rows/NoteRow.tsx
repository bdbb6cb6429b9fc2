import type { EventFrame } from "../../api/types.ts";
import { clockTime, fullTime } from "../../format/time.ts";
import { Markdown } from "../../message/Markdown.tsx";
import { Icon } from "../../ui/Icon.tsx";

export function NoteRow({ event }: { event: EventFrame }) {
  const text = event.body.text;
  return (
    <article id={`event-${event.id}`} className="note">
      <header className="note__meta">
        <Icon name="lock" size={12} />
        <span>{event.author.name || "Agent"}</span>
        <span>Private note</span>
        <time dateTime={event.at} title={fullTime(event.at)}>
          {clockTime(event.at)}
        </time>
      </header>
      <Markdown text={typeof text === "string" ? text : ""} />
    </article>
  );
}
