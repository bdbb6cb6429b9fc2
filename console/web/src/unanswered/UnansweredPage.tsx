import { AdminOnly } from "../app/AdminOnly.tsx";
import { count } from "../format/words.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { UnansweredRow } from "./UnansweredRow.tsx";
import { useUnanswered } from "./unanswered.ts";

export function UnansweredPage() {
  useTitle("Unanswered");
  return (
    <AdminOnly>
      <Questions />
    </AdminOnly>
  );
}

function Questions() {
  const questions = useUnanswered();
  const total = questions.data?.pages[0]?.total;
  return (
    <div className="page">
      <header className="page__head">
        <h1 className="page__title">Unanswered</h1>
        <span className="page__count">
          {total === undefined ? "" : count(total, "question", "questions")}
        </span>
      </header>
      <p className="page__hint">
        What shoppers asked and nothing written here answers. The bot said so, and offered a person.
      </p>
      <Results questions={questions} />
    </div>
  );
}

function Results({ questions }: { questions: ReturnType<typeof useUnanswered> }) {
  if (questions.isPending) return <Skeleton rows={8} label="Loading questions" />;
  if (questions.isError && !questions.data) {
    return (
      <ErrorState
        title="The questions could not be loaded"
        problem={questions.error}
        onRetry={() => void questions.refetch()}
      />
    );
  }
  const items = questions.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <EmptyState icon="check" title="Nothing is left unanswered">
        A question that no article answers appears here, with how often it was asked.
      </EmptyState>
    );
  }
  return (
    <>
      <ul className="unanswered">
        {items.map((question) => (
          <UnansweredRow key={question.id} question={question} />
        ))}
      </ul>
      {questions.hasNextPage && (
        <Button
          tone="quiet"
          className="rows__more"
          busy={questions.isFetchingNextPage}
          onClick={() => void questions.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </>
  );
}
