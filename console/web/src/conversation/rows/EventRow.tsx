import type { EventFrame } from "../../api/types.ts";
import { FailedRow } from "./FailedRow.tsx";
import { type Editing, MessageRow } from "./MessageRow.tsx";
import { NoteRow } from "./NoteRow.tsx";
import { StateRow } from "./StateRow.tsx";
import { SuppressedRow } from "./SuppressedRow.tsx";
import { UnderstoodRow } from "./UnderstoodRow.tsx";

interface Props {
  readonly event: EventFrame;
  readonly first: boolean;
  readonly edits: readonly EventFrame[];
  readonly editing?: Editing;
}

export function EventRow({ event, first, edits, editing }: Props) {
  switch (event.event) {
    case "message.posted":
      return (
        <MessageRow event={event} first={first} edits={edits} {...(editing ? { editing } : {})} />
      );
    case "note.added":
      return <NoteRow event={event} />;
    case "turn.understood":
      return <UnderstoodRow event={event} />;
    case "turn.failed":
      return <FailedRow event={event} />;
    case "reply.suppressed":
      return <SuppressedRow event={event} />;
    default:
      return <StateRow event={event} />;
  }
}
