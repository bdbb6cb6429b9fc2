import { type FormEvent, useState } from "react";
import { Link, Navigate, useLocation } from "react-router";
import { messageOf } from "../api/http.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { AuthCard } from "./AuthCard.tsx";
import { useSession, useSignIn } from "./session.ts";

export function SignInPage() {
  useTitle("Sign in");
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
    <AuthCard title="Sign in">
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
        <Field label="Password">
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
        {signIn.isError && (
          <p className="form__problem" role="alert">
            {messageOf(signIn.error)}
          </p>
        )}
        <Button type="submit" tone="primary" busy={signIn.isPending}>
          {signIn.isPending ? "Signing in…" : "Sign in"}
        </Button>
        <Link className="form__aside" to="/forgot">
          Forgot your password?
        </Link>
      </form>
    </AuthCard>
  );
}
