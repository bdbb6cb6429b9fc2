import { safeLink } from "@shopbell/conversations/links";
import type { ConversationDetail } from "../api/types.ts";
import { Cases } from "../cases/Cases.tsx";
import { briefTime } from "../format/time.ts";
import { languageOf } from "../format/words.ts";
import { VerifyForm } from "../orders/VerifyForm.tsx";
import { ProfileSection } from "../profile/ProfileSection.tsx";
import { useAgent } from "../session/session.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Icon } from "../ui/Icon.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { CustomerOrders } from "./CustomerOrders.tsx";
import { rightsOn } from "./rights.ts";
import { useShopperName } from "./useShopperName.ts";
import { words } from "./words-details.ts";

/** The right side: who this is, as far as it was checked, and what they have ordered. */
export function Details({ detail, onClose }: { detail: ConversationDetail; onClose: () => void }) {
  const { conversation, brief, orders } = detail;
  const { verified } = brief;
  const name = useShopperName(conversation.id, verified);
  const mayAct = rightsOn(conversation, useAgent()).reply;
  return (
    <aside className="details" aria-label={words.shopper}>
      <IconButton icon="close" label={words.hide} className="details__close" onClick={onClose} />
      <div className="details__who">
        <Avatar name={name} size="lg" />
        <h2>{name}</h2>
        {verified ? (
          <p className="details__verified">
            <Icon name="shield" size={14} />
            {words.verified}
          </p>
        ) : (
          <p className="details__unverified">
            <Icon name="help" size={14} />
            {words.notVerified}
          </p>
        )}
      </div>
      <dl className="details__facts">
        {verified && (
          <>
            <dt>{words.email}</dt>
            <dd>{verified.email}</dd>
            <dt>{words.verifiedAt}</dt>
            <dd>{briefTime(verified.at)}</dd>
          </>
        )}
        <dt>{words.language}</dt>
        <dd>{languageOf(conversation.locale)}</dd>
        <dt>{words.started}</dt>
        <dd>{briefTime(conversation.created_at)}</dd>
        <dt>{words.onPage}</dt>
        <dd>
          <PageLink page={conversation.page} />
        </dd>
      </dl>
      <Cases conversation={conversation.id} head={detail.heads.seq} />
      <ProfileSection detail={detail} mayMerge={mayAct} />
      <h2 className="details__heading">{verified ? words.count(orders.length) : words.orders}</h2>
      {verified ? (
        <CustomerOrders
          conversation={conversation.id}
          orders={orders}
          events={detail.events}
          mayAct={mayAct}
        />
      ) : (
        <>
          <p className="details__none">{words.unproven}</p>
          {mayAct && <VerifyForm conversation={conversation.id} />}
        </>
      )}
    </aside>
  );
}

function PageLink({ page }: { page: { readonly url?: string; readonly title?: string } | null }) {
  const title = page?.title || page?.url;
  if (!title) return words.unknown;
  const href = safeLink(page?.url, window.location.origin);
  if (!href) return title;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {title}
    </a>
  );
}
