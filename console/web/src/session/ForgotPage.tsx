import { type FormEvent, useState } from "react";
import { Link } from "react-router";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { FormProblem } from "../ui/FormProblem.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { AuthCard } from "./AuthCard.tsx";
import { useAskReset } from "./session.ts";
import { words } from "./words.ts";

export function ForgotPage() {
  useTitle(words.forgot);
  const ask = useAskReset();
  const [email, setEmail] = useState("");

  if (ask.isSuccess) {
    return (
      <AuthCard title={words.lookInMail} text={words.onItsWay(email)}>
        <Link className="form__aside" to="/sign-in">
          {words.back}
        </Link>
      </AuthCard>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate(email);
  };
  return (
    <AuthCard title={words.forgot} text={words.forgotText}>
      <form onSubmit={submit} className="form">
        <Field label={words.email}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              type="email"
              autoComplete="username"
              required
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <FormProblem problem={ask.error} />
        <Button type="submit" tone="primary" busy={ask.isPending}>
          {words.sendLink}
        </Button>
        <Link className="form__aside" to="/sign-in">
          {words.back}
        </Link>
      </form>
    </AuthCard>
  );
}
