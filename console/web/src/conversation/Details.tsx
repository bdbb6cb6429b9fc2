import { safeLink } from "@shopbell/conversations/links";
import type { ConversationDetail } from "../api/types.ts";
import { briefTime } from "../format/time.ts";
import { count, languageOf } from "../format/words.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Icon } from "../ui/Icon.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { CustomerOrders } from "./CustomerOrders.tsx";
import { useShopperName } from "./useShopperName.ts";

/** The right side: who this is, as far as it was checked, and what they have ordered. */
export function Details({ detail, onClose }: { detail: ConversationDetail; onClose: () => void }) {
  const { conversation, brief, orders } = detail;
  const { verified } = brief;
  const name = useShopperName(conversation.id, verified);
  return (
    <aside className="details" aria-label="Shopper">
      <IconButton
        icon="close"
        label="Hide the shopper"
        className="details__close"
        onClick={onClose}
      />
      <div className="details__who">
        <Avatar name={name} size="lg" />
        <h2>{name}</h2>
        {verified ? (
          <p className="details__verified">
            <Icon name="shield" size={14} />
            Verified
          </p>
        ) : (
          <p className="details__unverified">
            <Icon name="help" size={14} />
            Not verified
          </p>
        )}
      </div>
      <dl className="details__facts">
        {verified && (
          <>
            <dt>E-mail</dt>
            <dd>{verified.email}</dd>
            <dt>Verified at</dt>
            <dd>{briefTime(verified.at)}</dd>
          </>
        )}
        <dt>Language</dt>
        <dd>{languageOf(conversation.locale)}</dd>
        <dt>Started</dt>
        <dd>{briefTime(conversation.created_at)}</dd>
        <dt>On page</dt>
        <dd>
          <PageLink page={conversation.page} />
        </dd>
      </dl>
      <h2 className="details__heading">
        {verified ? count(orders.length, "order", "orders") : "Orders"}
      </h2>
      {verified ? (
        <CustomerOrders orders={orders} />
      ) : (
        <p className="details__none">
          Orders appear here once the shopper has proved who they are, with an order number and its
          e-mail address.
        </p>
      )}
    </aside>
  );
}

function PageLink({ page }: { page: { readonly url?: string; readonly title?: string } | null }) {
  const words = page?.title || page?.url;
  if (!words) return "Unknown";
  const href = safeLink(page?.url, window.location.origin);
  if (!href) return words;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {words}
    </a>
  );
}
