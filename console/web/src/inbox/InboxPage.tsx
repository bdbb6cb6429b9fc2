import { useState } from "react";
import { Navigate, useNavigate, useParams } from "react-router";
import { ConversationPane } from "../conversation/ConversationPane.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { HelpDialog } from "./HelpDialog.tsx";
import { InboxList } from "./InboxList.tsx";
import { isView, titleOf, useInbox } from "./inbox.ts";
import { useInboxKeys } from "./useInboxKeys.ts";

export function InboxPage() {
  const { view, id } = useParams();
  if (!isView(view)) return <Navigate to="/inbox/queued" replace />;
  return <Inbox view={view} open={id ?? null} />;
}

function Inbox({ view, open }: { view: Parameters<typeof useInbox>[0]; open: string | null }) {
  const navigate = useNavigate();
  const inbox = useInbox(view);
  const waiting = inbox.data?.counts.queued ?? 0;
  useTitle(waiting > 0 ? `(${waiting}) ${titleOf(view)}` : titleOf(view));
  const items = inbox.data?.items ?? [];
  const [cursor, setCursor] = useState<string | null>(open);
  const [help, setHelp] = useState(false);
  const selected = cursor ?? open;

  const go = (id: string) => {
    setCursor(id);
    void navigate(`/inbox/${view}/${id}`);
  };
  useInboxKeys({
    ids: items.map((item) => item.id),
    selected,
    onMove: setCursor,
    onOpen: go,
    onHelp: () => setHelp(true),
  });
  return (
    <div className={`inbox ${open ? "inbox--open" : ""}`}>
      <InboxList view={view} inbox={inbox} selected={selected} open={open} onSelect={setCursor} />
      <section className="inbox__pane" aria-label="Conversation">
        {open ? (
          <ConversationPane key={open} id={open} back={`/inbox/${view}`} />
        ) : (
          <EmptyState icon="inbox" title="Nothing open">
            Choose a conversation, or press <kbd>j</kbd> and <kbd>Enter</kbd>. Press <kbd>?</kbd>{" "}
            for all keys.
          </EmptyState>
        )}
      </section>
      <HelpDialog open={help} onClose={() => setHelp(false)} />
    </div>
  );
}
