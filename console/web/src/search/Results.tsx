import type { ReactNode } from "react";
import { Link } from "react-router";
import { briefTime } from "../format/time.ts";
import { languageOf } from "../format/words.ts";
import { StateBadge } from "../inbox/StateBadge.tsx";
import { words as inbox } from "../inbox/words.ts";
import { inARow } from "../locales/words.ts";
import { statusName } from "../message/words.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { numbered } from "../ui/numbered.ts";
import { messageAddress } from "./address.ts";
import type { Found, FoundMessage, FoundOrder, FoundShopper } from "./search.ts";
import { words } from "./words.ts";

export function Results({ pages }: { pages: readonly Found[] }) {
  const messages = pages.flatMap((page) => page.messages);
  const orders = pages[0]?.orders ?? [];
  const shoppers = pages[0]?.shoppers ?? [];
  if (messages.length + orders.length + shoppers.length === 0) {
    return (
      <EmptyState icon="search" title={words.nothing}>
        {words.nothingText}
      </EmptyState>
    );
  }
  return (
    <>
      <Group title={words.kinds.shoppers} size={shoppers.length}>
        {numbered(shoppers).map(({ place, item }) => (
          <Shopper key={place} shopper={item} />
        ))}
      </Group>
      <Group title={words.kinds.orders} size={orders.length}>
        {orders.map((order) => (
          <Order key={order.number} order={order} />
        ))}
      </Group>
      <Group title={words.kinds.messages} size={messages.length}>
        {messages.map((message) => (
          <Message key={message.id} message={message} />
        ))}
      </Group>
    </>
  );
}

function Group({ title, size, children }: { title: string; size: number; children: ReactNode }) {
  if (size === 0) return null;
  return (
    <section className="found" aria-label={title}>
      <h2 className="found__title">{title}</h2>
      <ul className="found__list">{children}</ul>
    </section>
  );
}

const ROLES: Readonly<Record<string, string>> = words.role;

function Message({ message }: { message: FoundMessage }) {
  return (
    <li>
      <Link className="found__item" to={messageAddress(message)}>
        <span className="found__facts">
          <b>{message.shopper ?? inbox.visitor}</b>
          <StateBadge state={message.state} assignee={null} />
          <span>{languageOf(message.locale)}</span>
          <time dateTime={message.at}>{briefTime(message.at)}</time>
        </span>
        <span className="found__text">
          <span className="found__by">{message.author || ROLES[message.role]}: </span>
          {numbered(message.excerpt).map(({ place, item }) =>
            item.hit ? <mark key={place}>{item.text}</mark> : item.text,
          )}
        </span>
      </Link>
    </li>
  );
}

function Order({ order }: { order: FoundOrder }) {
  return (
    <Opens conversation={order.conversation}>
      <span className="found__facts">
        <b>{order.number}</b>
        <span>{statusName(order.status)}</span>
        <span>{order.customer}</span>
        {order.placed_at && <time dateTime={order.placed_at}>{briefTime(order.placed_at)}</time>}
      </span>
      <span className="found__text">{inARow(...order.items)}</span>
    </Opens>
  );
}

function Shopper({ shopper }: { shopper: FoundShopper }) {
  return (
    <Opens conversation={shopper.conversation}>
      <span className="found__facts">
        <b>{shopper.name}</b>
        {shopper.email && <span>{shopper.email}</span>}
        {shopper.email && <span>{words.ordersOf(shopper.orders)}</span>}
      </span>
    </Opens>
  );
}

/** Of whom nobody has spoken yet there is nothing to open. */
function Opens({ conversation, children }: { conversation: string | null; children: ReactNode }) {
  if (conversation) {
    return (
      <li>
        <Link className="found__item" to={`/inbox/all/${conversation}`}>
          {children}
        </Link>
      </li>
    );
  }
  return (
    <li className="found__item found__item--still">
      {children}
      <span className="found__text">{words.noConversation}</span>
    </li>
  );
}
