import { useState } from "react";
import { Navigate, useLocation, useNavigate, useParams, useSearchParams } from "react-router";
import { ConversationPane } from "../conversation/ConversationPane.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { InboxList } from "./InboxList.tsx";
import { useInbox } from "./inbox.ts";
import { type InboxQuery, isView, readQuery, searchOf } from "./query.ts";
import { useInboxKeys } from "./useInboxKeys.ts";
import { useOpenAt } from "./useOpenAt.ts";
import { titleOf, words } from "./words.ts";

export function InboxPage() {
  const { view, id } = useParams();
  const [search] = useSearchParams();
  if (!isView(view)) return <Navigate to="/inbox/queued" replace />;
  return <Inbox query={readQuery(view, search)} open={id ?? null} />;
}

function Inbox({ query, open }: { query: InboxQuery; open: string | null }) {
  const navigate = useNavigate();
  const inbox = useInbox(query);
  useTitle(titleOf(query.view));
  const items = inbox.data?.items ?? [];
  const [cursor, setCursor] = useState<string | null>(open);
  const selected = cursor ?? open;
  useOpenAt(useLocation().hash);
  const list = `/inbox/${query.view}`;
  const search = searchOf(query);

  const go = (id: string) => {
    setCursor(id);
    void navigate(`${list}/${id}${search}`);
  };
  useInboxKeys({
    ids: items.map((item) => item.id),
    selected,
    onMove: setCursor,
    onOpen: go,
  });
  return (
    <div className={`inbox ${open ? "inbox--open" : ""}`}>
      <InboxList
        query={query}
        inbox={inbox}
        selected={selected}
        open={open}
        onSelect={setCursor}
        onNarrow={(next) => void navigate(`/inbox/${next.view}${searchOf(next)}`)}
      />
      <section className="inbox__pane" aria-label={words.conversation}>
        {open ? (
          <ConversationPane key={open} id={open} back={`${list}${search}`} />
        ) : (
          <EmptyState icon="inbox" title={words.nothingOpen}>
            {words.nothingOpenText}
          </EmptyState>
        )}
      </section>
    </div>
  );
}
