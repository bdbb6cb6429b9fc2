import { type FormEvent, useState } from "react";
import { Link, Navigate, useLocation } from "react-router";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { FormProblem } from "../ui/FormProblem.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { AuthCard } from "./AuthCard.tsx";
import { useSession, useSignIn } from "./session.ts";
import { words } from "./words.ts";

export function SignInPage() {
  useTitle(words.signIn);
  const session = useSession();
  const signIn = useSignIn();
  const location = useLocation();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const from = (location.state as { from?: string } | null)?.from ?? "/inbox";

  if (session.data) return <Navigate to={from} replace />;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate({ email, password });
  };
  return (
    <AuthCard title={words.signIn}>
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
        <Field label={words.password}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              type="password"
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        <FormProblem problem={signIn.error} />
        <Button type="submit" tone="primary" busy={signIn.isPending}>
          {signIn.isPending ? words.signingIn : words.signIn}
        </Button>
        <Link className="form__aside" to="/forgot">
          {words.forgot}
        </Link>
      </form>
    </AuthCard>
  );
}
