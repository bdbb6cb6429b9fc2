import type { EventFrame } from "../../api/types.ts";
import { FailedRow } from "./FailedRow.tsx";
import { MessageRow } from "./MessageRow.tsx";
import { NoteRow } from "./NoteRow.tsx";
import { StateRow } from "./StateRow.tsx";
import { SuppressedRow } from "./SuppressedRow.tsx";
import { UnderstoodRow } from "./UnderstoodRow.tsx";

export function EventRow({ event, first }: { event: EventFrame; first: boolean }) {
  switch (event.event) {
    case "message.posted":
      return <MessageRow event={event} first={first} />;
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
