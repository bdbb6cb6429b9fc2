import type { ReactNode } from "react";
import { useAgent } from "../session/session.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { words } from "./words.ts";

/** Saves an agent from a page of refusals; the server decides all the same. */
export function AdminOnly({ children }: { children: ReactNode }) {
  const agent = useAgent();
  if (agent.role === "admin") return children;
  return (
    <EmptyState page icon="lock" title={words.adminsOnly}>
      {words.adminsOnlyText}
    </EmptyState>
  );
}
