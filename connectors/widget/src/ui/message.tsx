import type { MessageBody } from "@shopbell/conversations/contract";
import { Component, type JSX } from "preact";
import { Cards } from "../bodies/cards.tsx";
import { Choices } from "../bodies/choices.tsx";
import { SentFile } from "../bodies/file.tsx";
import { Order } from "../bodies/order.tsx";
import { RatingRequest } from "../bodies/rating.tsx";
import { ReceiptCard } from "../bodies/receipt.tsx";
import { Split } from "../bodies/split.tsx";
import { Words } from "../bodies/words.tsx";
import type { Session } from "../conversation/session.ts";
import type { MessageItem } from "../conversation/view.ts";
import { fill } from "../locales/index.ts";
import { Avatar } from "./avatar.tsx";
import { useUi } from "./context.ts";
import { Delivery, type DeliveryName } from "./delivery.tsx";

export interface MessageProps {
  readonly item: MessageItem;
  readonly heading: string | null;
  readonly first: boolean;
  readonly last: boolean;
  /** Whether its buttons may still be pressed: the shopper has said nothing since. */
  readonly open: boolean;
  readonly chosen: string | null;
  /** The score given to this request, 0 for none. */
  readonly rating: number;
  readonly delivery: DeliveryName | null;
  /** 0..1 of its file that has left, null when none is on its way. */
  readonly progress: number | null;
  readonly session: Session;
}

/** Drawn again only when something of its own has changed, however long the conversation is. */
export class Message extends Component<MessageProps, { broken: boolean }> {
  override state = { broken: false };

  static override getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override shouldComponentUpdate(next: MessageProps, state: { broken: boolean }): boolean {
    const names = Object.keys(next) as (keyof MessageProps)[];
    return state !== this.state || names.some((name) => next[name] !== this.props[name]);
  }

  override render(): JSX.Element {
    return this.state.broken ? <Unknown /> : <Shown {...this.props} />;
  }
}

function Shown(props: MessageProps): JSX.Element | null {
  const { t, format } = useUi();
  const { item, first, last, heading, delivery } = props;
  const own = item.author.role === "shopper";
  const body = bodyOf(props);
  if (!body) return null;
  const name = item.author.name || (item.author.role === "system" ? t.shop : t.assistant);
  const classes = [
    "row",
    own ? "is-own" : "is-theirs",
    first ? "is-first" : "",
    last ? "is-last" : "",
    item.waiting ? "is-waiting" : "",
  ];
  return (
    <>
      {heading && <p class="day">{format.heading(heading)}</p>}
      <div class={classes.filter(Boolean).join(" ")}>
        {!own && <Avatar name={item.author.role === "agent" ? name : null} />}
        <div class="stack">
          {!own && first && item.author.role === "agent" && <span class="name">{name}</span>}
          <span class="hidden">{own ? t.you : fill(t.them, { name })}: </span>
          {body}
          {(last || delivery || item.edited) && (
            <span class="meta">
              {item.edited && <span>{t.edited}</span>}
              {item.at && <time dateTime={item.at}>{format.time(item.at)}</time>}
              {own && delivery && (
                <Delivery
                  name={delivery}
                  reason={item.refused}
                  onRetry={() => item.cmid && props.session.retry(item.cmid)}
                  onDiscard={() => item.cmid && props.session.discard(item.cmid)}
                />
              )}
            </span>
          )}
        </div>
      </div>
    </>
  );
}

function bodyOf({
  item,
  open,
  chosen,
  rating,
  progress,
  session,
}: MessageProps): JSX.Element | null {
  const body: MessageBody = item.body;
  switch (body.kind) {
    case "text":
      return (
        <Words text={body.text} sources={body.sources} plain={item.author.role === "shopper"} />
      );
    case "choice":
      return <Words text={body.title} sources={[]} plain />;
    case "choices":
      return <Choices body={body} open={open} chosen={chosen} />;
    case "cards":
      return <Cards body={body} open={open} chosen={chosen} />;
    case "order":
      return <Order order={body.order} />;
    case "receipt":
      return <ReceiptCard receipt={body.receipt} chosen={chosen} />;
    case "file":
      return (
        <SentFile
          item={item}
          body={body}
          files={session.files}
          progress={progress}
          onCancel={() => item.cmid && session.discard(item.cmid)}
        />
      );
    case "split":
      return <Split body={body} />;
    case "correction":
      return <Words text={body.text} sources={body.sources} correction />;
    case "rating_request":
      return <RatingRequest scale={body.scale} given={rating} />;
    default:
      return null;
  }
}

function Unknown(): JSX.Element {
  const { t } = useUi();
  return <p class="notice">{t.unknown}</p>;
}
