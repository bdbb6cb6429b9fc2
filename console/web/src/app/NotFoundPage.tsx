import { Link } from "react-router";
import { EmptyState } from "../ui/EmptyState.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { words } from "./words.ts";

export function NotFoundPage() {
  useTitle(words.notFound);
  return (
    <EmptyState
      page
      icon="search"
      title={words.noPage}
      action={
        <Link className="button button--plain" to="/inbox/queued">
          {words.toInbox}
        </Link>
      }
    >
      {words.oldAddress}
    </EmptyState>
  );
}
