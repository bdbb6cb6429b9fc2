import { useRouteError } from "react-router";
import { ErrorState } from "../ui/ErrorState.tsx";
import { words } from "./words.ts";

/** A fault in our own code, or a part of the program that could not be fetched. */
export function RouteProblem() {
  const problem = useRouteError();
  return (
    <ErrorState
      title={words.pageStopped}
      problem={problem}
      onRetry={() => window.location.reload()}
    />
  );
}
