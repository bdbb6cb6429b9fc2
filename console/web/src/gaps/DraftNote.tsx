import { Link } from "react-router";
import { count } from "../format/words.ts";
import { Icon } from "../ui/Icon.tsx";
import type { AgentAnswer } from "./gaps.ts";

interface Props {
  readonly questions: number;
  readonly answers: readonly AgentAnswer[];
}

/** Where the text of an article that was begun from a gap comes from. */
export function DraftNote({ questions, answers }: Props) {
  return (
    <aside className="draft-note" aria-label="Where this text comes from">
      <Icon name="spark" />
      <div>
        <p>
          Begun with {count(questions, "question", "questions")} of shoppers
          {answers.length > 0
            ? ` and what ${answers.length === 1 ? "a person" : "people"} answered. Read it as every shopper will: names and single cases do not belong here.`
            : ". Nobody has answered one yet, so the text is yours to write."}
        </p>
        {answers.length > 0 && (
          <ul className="draft-note__sources">
            {answers.map((answer) => (
              <li key={answer.conversation}>
                <Link to={`/inbox/all/${answer.conversation}`} target="_blank">
                  {answer.agent}’s chat
                </Link>
              </li>
            ))}
          </ul>
        )}
      </div>
    </aside>
  );
}
