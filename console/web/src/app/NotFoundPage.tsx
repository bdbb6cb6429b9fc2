import { Link } from "react-router";
import { EmptyState } from "../ui/EmptyState.tsx";
import { useTitle } from "../ui/useTitle.ts";

export function NotFoundPage() {
  useTitle("Not found");
  return (
    <EmptyState
      icon="search"
      title="There is no such page"
      action={
        <Link className="button button--plain" to="/inbox/queued">
          Go to the inbox
        </Link>
      }
    >
      The address may be old, or mistyped.
    </EmptyState>
  );
}
