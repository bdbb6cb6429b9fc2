import type { CustomerOrder } from "../api/types.ts";
import { money } from "../format/money.ts";
import { briefTime } from "../format/time.ts";
import { sentence } from "../format/words.ts";
import { OrderCardView } from "../message/OrderCardView.tsx";

export function CustomerOrders({ orders }: { orders: readonly CustomerOrder[] }) {
  if (orders.length === 0) return <p className="details__none">No orders yet.</p>;
  return (
    <ul className="details__orders">
      {orders.map((order, at) => (
        <li key={order.number}>
          <details open={at === 0}>
            <summary>
              <span className="details__number">{order.number}</span>
              <span>{sentence(order.status)}</span>
              <span className="order__price">{money(order.total)}</span>
            </summary>
            <OrderCardView order={order}>
              {order.refunds.map((refund) => (
                <p key={`${refund.at}-${refund.amount.amount}`} className="order__line">
                  <span>Refunded{refund.method ? ` to ${sentence(refund.method)}` : ""}</span>
                  <span className="order__price">{money(refund.amount)}</span>
                </p>
              ))}
              <p className="order__line">
                <span>Ships to</span>
                <span>{addressOf(order)}</span>
              </p>
              {order.placed_at && (
                <p className="order__line">
                  <span>Placed</span>
                  <time dateTime={order.placed_at}>{briefTime(order.placed_at)}</time>
                </p>
              )}
            </OrderCardView>
          </details>
        </li>
      ))}
    </ul>
  );
}

function addressOf({ address }: CustomerOrder): string {
  const parts = [address.line1, address.line2, address.city, address.region, address.postal_code];
  return [...parts, address.country].filter(Boolean).join(", ");
}
