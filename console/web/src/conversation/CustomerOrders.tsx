import { messageBody } from "@shopbell/conversations/events";
import type { CustomerOrder, EventFrame } from "../api/types.ts";
import { money } from "../format/money.ts";
import { briefTime } from "../format/time.ts";
import { OrderCardView } from "../message/OrderCardView.tsx";
import { methodName, statusName } from "../message/words.ts";
import { OrderDeeds } from "../orders/OrderDeeds.tsx";
import { words as deeds } from "../orders/words.ts";
import { words } from "./words-details.ts";

interface Props {
  readonly conversation: string;
  readonly orders: readonly CustomerOrder[];
  readonly events: readonly EventFrame[];
  readonly mayAct: boolean;
}

export function CustomerOrders({ conversation, orders, events, mayAct }: Props) {
  if (orders.length === 0) return <p className="details__none">{words.noOrders}</p>;
  const spokenOf = lastOrder(events);
  const first = orders.find((order) => order.number === spokenOf) ?? orders[0];
  return (
    <>
      {!mayAct && <p className="details__none">{deeds.claimFirst}</p>}
      <ul className="details__orders">
        {orders.map((order) => (
          <li key={order.number}>
            <details open={order === first}>
              <summary>
                <span className="details__number">{order.number}</span>
                <span>{statusName(order.status)}</span>
                <span className="order__price">{money(order.total)}</span>
              </summary>
              <OrderCardView order={order}>
                <OrderFacts order={order} />
              </OrderCardView>
              {mayAct && <OrderDeeds conversation={conversation} order={order} events={events} />}
            </details>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The order that was shown or acted on last. */
function lastOrder(events: readonly EventFrame[]): string | null {
  for (const event of events.toReversed()) {
    const body = messageBody(event);
    if (body?.kind === "order") return body.order.number;
    if (body?.kind === "receipt") return body.receipt.order;
  }
  return null;
}

function OrderFacts({ order }: { order: CustomerOrder }) {
  const { request } = order;
  return (
    <>
      {order.refunds.map((refund) => (
        <p key={`${refund.at}-${refund.amount.amount}`} className="order__line">
          <span>
            {words.refunded(refund.method ? methodName(refund.method) : "")}
            {refund.at && <span className="order__options">{briefTime(refund.at)}</span>}
          </span>
          <span className="order__price">{money(refund.amount)}</span>
        </p>
      ))}
      {request && !request.settled_at && (
        <p className="order__line">
          <span>{deeds.requestOpen(request.kind)}</span>
          <span className="order__price">{money(request.amount)}</span>
        </p>
      )}
      <p className="order__line">
        <span>{words.shipsTo}</span>
        <span>{addressOf(order)}</span>
      </p>
      {order.placed_at && (
        <p className="order__line">
          <span>{words.placed}</span>
          <time dateTime={order.placed_at}>{briefTime(order.placed_at)}</time>
        </p>
      )}
    </>
  );
}

function addressOf({ address }: CustomerOrder): string {
  const parts = [address.line1, address.line2, address.city, address.region, address.postal_code];
  return [...parts, address.country].filter(Boolean).join(", ");
}
