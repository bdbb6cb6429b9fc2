import { Markdown } from "../../message/Markdown.tsx";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import type { Pending } from "../Outbox.ts";
import { words } from "../words-stale.ts";

interface Props {
  readonly item: Pending;
  readonly onRetry: () => void;
  readonly onDiscard: () => void;
}

/** Something written here that the server has not confirmed yet. */
export function PendingRow({ item, onRetry, onDiscard }: Props) {
  const failed = item.status === "failed";
  return (
    <article
      className={`${item.kind === "note" ? "note" : "message message--ours message--agent"} pending ${
        failed ? "pending--failed" : ""
      }`}
    >
      <div className={item.kind === "note" ? "" : "bubble"}>
        <Markdown text={item.text} />
      </div>
      {failed ? (
        <p className="pending__problem" role="alert">
          <Icon name="alert" size={12} />
          <span>{words.notSent(item.problem)}</span>
          <Button tone="quiet" onClick={onRetry}>
            {words.retry}
          </Button>
          <Button tone="quiet" onClick={onDiscard}>
            {words.discard}
          </Button>
        </p>
      ) : (
        <p className="pending__state">{words.sending}</p>
      )}
    </article>
  );
}
