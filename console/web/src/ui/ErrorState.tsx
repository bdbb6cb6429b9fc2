import { messageOf } from "../api/http.ts";
import { Button } from "./Button.tsx";
import { EmptyState } from "./EmptyState.tsx";
import { words } from "./words.ts";

interface Props {
  readonly title: string;
  readonly problem: unknown;
  readonly onRetry?: () => void;
}

export function ErrorState({ title, problem, onRetry }: Props) {
  return (
    <div role="alert">
      <EmptyState
        icon="alert"
        title={title}
        action={
          onRetry && (
            <Button icon="retry" onClick={onRetry}>
              {words.retry}
            </Button>
          )
        }
      >
        {messageOf(problem)}
      </EmptyState>
    </div>
  );
}
