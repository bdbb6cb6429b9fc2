import { Link, useNavigate, useParams } from "react-router";
import { ApiError } from "../api/http.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { AuthCard } from "./AuthCard.tsx";
import { PasswordForm } from "./PasswordForm.tsx";
import { useFollowLink, useLink } from "./session.ts";

const TITLES = {
  first_admin: "Set up your console",
  invite: "Welcome to the team",
  reset: "Choose a new password",
} as const;

const TEXTS = {
  first_admin: "You will be the first admin. You can invite others afterwards.",
  invite: "Choose a password, and you are in.",
  reset: "It replaces the old one at once.",
} as const;

/** Where the one-time links for the first admin, an invitation and a reset lead. */
export function LinkPage() {
  useTitle("Welcome");
  const { token = "" } = useParams();
  const link = useLink(token);
  const follow = useFollowLink(token);
  const navigate = useNavigate();

  if (link.isPending) {
    return (
      <AuthCard title="One moment">
        <Skeleton rows={2} label="Looking at your link" />
      </AuthCard>
    );
  }
  if (link.isError) {
    const gone = link.error instanceof ApiError && link.error.status === 404;
    if (!gone) {
      return (
        <AuthCard title="Your link">
          <ErrorState
            title="It could not be looked at"
            problem={link.error}
            onRetry={() => void link.refetch()}
          />
        </AuthCard>
      );
    }
    return (
      <AuthCard
        title="This link no longer works"
        text="Each link works once and for a limited time. Ask an admin for a new one, or have a new password sent."
      >
        <div className="form">
          <Link className="button button--primary" to="/forgot">
            Send me a new link
          </Link>
          <Link className="form__aside" to="/sign-in">
            Back to sign in
          </Link>
        </div>
      </AuthCard>
    );
  }
  return (
    <AuthCard title={TITLES[link.data.kind]} text={TEXTS[link.data.kind]}>
      <PasswordForm
        link={link.data}
        busy={follow.isPending}
        problem={follow.error}
        onSubmit={(input) =>
          follow.mutate(input, { onSuccess: () => void navigate("/inbox", { replace: true }) })
        }
      />
    </AuthCard>
  );
}
