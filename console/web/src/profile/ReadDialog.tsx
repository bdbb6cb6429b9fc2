import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { http } from "../api/http.ts";
import { keys } from "../api/queries.ts";
import type { ConversationDetail } from "../api/types.ts";
import { layoutLog } from "../conversation/layout.ts";
import { EventRow } from "../conversation/rows/EventRow.tsx";
import { conversationPath } from "../conversation/useConversation.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { words } from "./words.ts";

/** Another conversation of the same shopper, beside the one that is open. */
export function ReadDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const found = useQuery({
    queryKey: keys.conversation(id),
    queryFn: ({ signal }) => http.get<ConversationDetail>(conversationPath(id), signal),
  });
  return (
    <Dialog open onClose={onClose} title={words.past} description={words.readOnly} wide>
      {found.isPending && <Skeleton rows={6} label={words.past} />}
      <div className="past-log">
        {found.data &&
          layoutLog(found.data.events).map(
            (line) =>
              line.kind !== "day" && (
                <EventRow key={line.key} event={line.event} first={line.first} edits={line.edits} />
              ),
          )}
      </div>
      <Link className="past__go" to={`/inbox/all/${id}`} onClick={onClose}>
        {words.goTo}
      </Link>
    </Dialog>
  );
}
