import { Link } from "react-router";
import type { Brief, Conversation } from "../api/types.ts";
import { languageOf } from "../format/words.ts";
import { StateBadge } from "../inbox/StateBadge.tsx";
import { Waiting } from "../inbox/Waiting.tsx";
import { DeferMenu } from "../outcome/DeferMenu.tsx";
import { words } from "../outcome/words.ts";
import { useOverview } from "../overview/overview.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import type { Finish } from "./FinishDialog.tsx";
import type { Rights } from "./rights.ts";
import { useShopperName } from "./useShopperName.ts";

interface Props {
  readonly conversation: Conversation;
  readonly brief: Brief;
  readonly back: string;
  readonly may: Rights;
  readonly busy: boolean;
  readonly details: boolean;
  readonly onClaim: () => void;
  readonly onFinish: (finish: Finish) => void;
  readonly onDetails: () => void;
}

export function ConversationHeader(props: Props) {
  const { conversation, brief, may, busy } = props;
  const name = useShopperName(conversation.id, brief.verified);
  const targetS = useOverview().data?.target_s;
  return (
    <header className="conversation__head">
      <Link
        className="icon-button conversation__back"
        to={props.back}
        aria-label={words.backToList}
      >
        <Icon name="back" />
      </Link>
      <div className="conversation__who">
        <h1 className="conversation__name">
          {name}
          {brief.verified && (
            <span className="row__verified" title={words.verified}>
              <Icon name="shield" size={14} />
              <span className="sr-only">{words.verified}</span>
            </span>
          )}
        </h1>
        <p className="conversation__facts">
          <StateBadge
            state={conversation.state}
            assignee={may.reply ? words.you : (conversation.assignee?.name ?? null)}
          />
          {conversation.state === "queued" && conversation.queued_at && (
            <Waiting since={conversation.queued_at} targetS={targetS} />
          )}
          <span>{languageOf(conversation.locale)}</span>
        </p>
      </div>
      <div className="conversation__deeds">
        {may.claim && (
          <Button tone="primary" icon="person" hint="c" busy={busy} onClick={props.onClaim}>
            {conversation.state === "queued" ? words.claim : words.takeOver}
          </Button>
        )}
        {may.release && (
          <Button icon="bot" disabled={busy} onClick={() => props.onFinish("release")}>
            {words.handBack}
          </Button>
        )}
        {may.close && (
          <Button icon="check" hint="e" disabled={busy} onClick={() => props.onFinish("close")}>
            {words.close}
          </Button>
        )}
        <DeferMenu conversation={conversation} may={may} />
      </div>
      <IconButton
        icon="panel"
        label={props.details ? words.hide : words.showShopper}
        className="conversation__toggle"
        aria-expanded={props.details}
        onClick={props.onDetails}
      />
    </header>
  );
}
