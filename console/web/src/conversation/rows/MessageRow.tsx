import { messageBody } from "@shopbell/conversations/events";
import type { EventFrame } from "../../api/types.ts";
import { Edited } from "../../edits/Edited.tsx";
import { EditForm } from "../../edits/EditForm.tsx";
import { asItReads } from "../../edits/edits.ts";
import { words as edit } from "../../edits/words.ts";
import { MessageContent } from "../../message/MessageContent.tsx";
import { Translation } from "../../translation/Translation.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { words } from "../words-log.ts";
import { MessageMeta } from "./MessageMeta.tsx";

/** What goes with a message that the reader may still correct. */
export interface Editing {
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

interface Props {
  readonly event: EventFrame;
  readonly first: boolean;
  readonly edits: readonly EventFrame[];
  readonly editing?: Editing;
}

export function MessageRow({ event, first, edits, editing }: Props) {
  const body = messageBody(asItReads(event, edits));
  const side = event.author.role === "shopper" ? "theirs" : "ours";
  const { conversation, seq } = event;
  return (
    <article
      id={`event-${event.id}`}
      className={`message message--${side} message--${event.author.role}`}
    >
      {first && <MessageMeta role={event.author.role} name={event.author.name} at={event.at} />}
      {editing?.open && body?.kind === "text" && conversation && seq !== null ? (
        <EditForm
          conversation={conversation}
          seq={seq}
          text={body.text}
          onDone={() => editing.onOpen(false)}
        />
      ) : body ? (
        <MessageContent body={body} />
      ) : (
        <p className="message__unknown">{words.unknown}</p>
      )}
      {editing && !editing.open && (
        <IconButton
          icon="pencil"
          label={edit.edit}
          className="message__edit"
          onClick={() => editing.onOpen(true)}
        />
      )}
      <Edited event={event} edits={edits} />
      {side === "theirs" && body?.kind === "text" && conversation && seq !== null && (
        <Translation conversation={conversation} seq={seq} />
      )}
    </article>
  );
}
