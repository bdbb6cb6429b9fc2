import { messageOf } from "../api/http.ts";

/** What the server said against a form; nothing while there is no `problem`. */
export function FormProblem({ problem }: { problem: unknown }) {
  if (!problem) return null;
  return (
    <p className="form__problem" role="alert">
      {messageOf(problem)}
    </p>
  );
}
