import type { OrderCard } from "@shopbell/conversations/contract";
import { safeLink } from "@shopbell/conversations/links";
import type { ReactNode } from "react";
import { money } from "../format/money.ts";
import { briefTime } from "../format/time.ts";
import { Badge, type Tone } from "../ui/Badge.tsx";
import { Icon } from "../ui/Icon.tsx";
import { numbered } from "../ui/numbered.ts";
import { statusName, words } from "./words.ts";

const TONES: Readonly<Record<string, Tone>> = {
  delivered: "good",
  shipped: "info",
  cancelled: "danger",
  refunded: "good",
  return_requested: "attention",
  exchange_requested: "attention",
};

export function OrderCardView({ order, children }: { order: OrderCard; children?: ReactNode }) {
  return (
    <article className="order" aria-label={words.order(order.number)}>
      <header className="order__head">
        <Icon name="box" size={14} />
        <strong>{order.number}</strong>
        <Badge tone={TONES[order.status] ?? "plain"}>{statusName(order.status)}</Badge>
      </header>
      <ul className="order__items">
        {numbered(order.items).map(({ place, item }) => (
          <li key={place} className="order__item">
            <span>
              {item.quantity > 1 && `${item.quantity} × `}
              {item.title}
              <span className="order__options">{Object.values(item.options).join(", ")}</span>
            </span>
            <span className="order__price">{money(item.price)}</span>
          </li>
        ))}
      </ul>
      <p className="order__total">
        <span>{words.total}</span>
        <span className="order__price">{money(order.total)}</span>
      </p>
      {order.tracking.map((parcel) => (
        <p key={parcel.number} className="order__line">
          <span>{parcel.carrier ?? words.tracking}</span>
          <TrackingNumber number={parcel.number} url={parcel.url} />
        </p>
      ))}
      {order.timeline.length > 0 && (
        <ol className="order__timeline" aria-label={words.timeline}>
          {order.timeline.map((step) => (
            <li key={`${step.status}-${step.at ?? ""}`}>
              <span>{statusName(step.status)}</span>
              {step.at && <time dateTime={step.at}>{briefTime(step.at)}</time>}
            </li>
          ))}
        </ol>
      )}
      {children}
    </article>
  );
}

function TrackingNumber({ number, url }: { number: string; url: string | null }) {
  const href = safeLink(url, window.location.origin);
  if (!href) return <code>{number}</code>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      <code>{number}</code>
    </a>
  );
}
