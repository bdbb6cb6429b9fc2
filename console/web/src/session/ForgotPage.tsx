import { type FormEvent, useState } from "react";
import { Link } from "react-router";
import { messageOf } from "../api/http.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { AuthCard } from "./AuthCard.tsx";
import { useAskReset } from "./session.ts";

export function ForgotPage() {
  useTitle("Forgot your password");
  const ask = useAskReset();
  const [email, setEmail] = useState("");

  if (ask.isSuccess) {
    return (
      <AuthCard
        title="Look in your mail"
        text={`If ${email} belongs to someone here, a link to choose a new password is on its way.`}
      >
        <Link className="form__aside" to="/sign-in">
          Back to sign in
        </Link>
      </AuthCard>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate(email);
  };
  return (
    <AuthCard title="Forgot your password?" text="We send you a link to choose a new one.">
      <form onSubmit={submit} className="form">
        <Field label="E-mail">
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
        {ask.isError && (
          <p className="form__problem" role="alert">
            {messageOf(ask.error)}
          </p>
        )}
        <Button type="submit" tone="primary" busy={ask.isPending}>
          Send the link
        </Button>
        <Link className="form__aside" to="/sign-in">
          Back to sign in
        </Link>
      </form>
    </AuthCard>
  );
}
