"""Everything that an operator may set, read from the environment with the prefix `SHOPBELL_`."""

from __future__ import annotations

import secrets
import socket
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from shopbell.rsa_key import read_public_key
from shopbell.signed_identity import SHORTEST_SECRET, IdentityKeys

CHECKOUT = Path(__file__).resolve().parent.parent


class SettingsInvalidError(ValueError):
    """One line for each wrong variable, with its name."""


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="SHOPBELL_", frozen=True)

    home: Path = Field(default=CHECKOUT / "var", description="Holds everything that is written.")
    host: str = Field(default="127.0.0.1", description="Loopback alone, or all addresses.")
    port: int = Field(default=8000, ge=1, le=65535)
    bot_port: int = Field(default=5005, ge=1, le=65535)
    public_url: str | None = Field(default=None, description="How browsers reach the app.")
    database_url: str | None = Field(default=None, description="PostgreSQL, or SQLite in home.")
    internal_secret: SecretStr | None = Field(
        default=None, description="Shared by app and bot; made and kept in home when not set."
    )
    embedding_model: str | None = Field(
        default=None, description="Folder of a sentence-transformers model; packaged by default."
    )
    default_locale: str = "en"
    recall_hours: float = Field(
        default=24,
        ge=0,
        le=168,
        description="How long a price, stock or promotion that was told is put right; 0 for never.",
    )
    first_response_s: int = Field(
        default=180,
        ge=10,
        le=86_400,
        description="How soon a shopper who waits for a person should be answered, in seconds.",
    )
    questions_days: int = Field(
        default=400,
        ge=1,
        le=3_650,
        description="How long shoppers' questions are kept, without personal data.",
    )
    demo: bool = Field(default=False, description="Serve the demo shop; never in production.")
    shop_api_url: str | None = Field(
        default=None,
        description="Admin API of a connected shop, with its version; our own order store if not.",
    )
    shop_api_token: SecretStr | None = None
    identity_secret: SecretStr | None = Field(
        default=None,
        min_length=SHORTEST_SECRET,
        description="Shared with the shop's server, which signs who is signed in there.",
    )
    identity_public_key: str | None = Field(
        default=None,
        description="PEM of the RSA key whose private half signs instead, by RS256.",
    )
    translate_url: str | None = Field(
        default=None, description="A LibreTranslate service for agents; none, no button."
    )
    translate_key: SecretStr | None = None
    smtp_host: str | None = None
    smtp_port: int = 587
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    smtp_start_tls: bool = True
    mail_from: str = "shop@localhost"
    log_level: str = "INFO"

    @field_validator("host")
    @classmethod
    def _reaches_loopback(cls, host: str) -> str:
        # The bot and the supervisor meet the app on the loopback address.
        address = ip_address(host)
        if not (address.is_loopback or address.is_unspecified):
            raise ValueError("must be a loopback address, or the one that means all addresses")
        return host

    @field_validator("database_url")
    @classmethod
    def _database_known(cls, url: str | None) -> str | None:
        try:
            driver = make_url(url).drivername if url else "sqlite+aiosqlite"
        except ArgumentError:
            driver = ""
        if driver not in ("sqlite+aiosqlite", "postgresql+asyncpg"):
            raise ValueError("must begin with postgresql+asyncpg:// or sqlite+aiosqlite:///")
        return url

    @field_validator("shop_api_url")
    @classmethod
    def _shop_on_the_web(cls, url: str | None) -> str | None:
        if url and not (url.startswith(("https://", "http://")) and urlsplit(url).hostname):
            raise ValueError("must be an address that begins with https:// or http://")
        return url

    @field_validator("identity_public_key")
    @classmethod
    def _key_read(cls, pem: str | None) -> str | None:
        if pem:
            read_public_key(pem)
        return pem or None

    @model_validator(mode="after")
    def _shop_with_token(self) -> Settings:
        if bool(self.shop_api_url) != bool(self.shop_api_token):
            raise ValueError("SHOPBELL_SHOP_API_URL and SHOPBELL_SHOP_API_TOKEN go together")
        return self

    @field_validator("home")
    @classmethod
    def _absolute(cls, home: Path) -> Path:
        return home.expanduser().resolve()

    @property
    def browser_url(self) -> str:
        """The app's address as browsers see it, without a slash at the end."""
        return (self.public_url or f"http://localhost:{self.port}").rstrip("/")

    @property
    def identity_keys(self) -> IdentityKeys | None:
        """What the shop's signed identities are checked with; None when there are none."""
        secret, pem = self.identity_secret, self.identity_public_key
        if secret is None and pem is None:
            return None
        return IdentityKeys(
            secret=secret.get_secret_value() if secret else None,
            public_key=read_public_key(pem) if pem else None,
        )

    @property
    def own_origins(self) -> frozenset[str]:
        """Origins under which a browser may reach this app's own pages."""
        names = {f"http://{name}:{self.port}" for name in ("localhost", "127.0.0.1")}
        parts = urlsplit(self.browser_url)
        return frozenset({f"{parts.scheme}://{parts.netloc}", *names})

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite+aiosqlite:///{self.home / 'shopbell.db'}"

    @property
    def database_file(self) -> Path | None:
        """The SQLite file, or None when the database is a server."""
        url = make_url(self.database)
        return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None

    @property
    def bot_database_file(self) -> Path:
        return self.home / "bot.db"

    @property
    def bot_database_url(self) -> str:
        return f"sqlite+aiosqlite:///{self.bot_database_file}"

    @property
    def models_folder(self) -> Path:
        return self.home / "models"

    @property
    def embedding_folder(self) -> Path | None:
        """The folder of the sentence-transformers model, or None for the packaged one."""
        return Path(self.embedding_model) if self.embedding_model else None

    @property
    def bot_url(self) -> str:
        return f"http://127.0.0.1:{self.bot_port}"

    @property
    def installation(self) -> str:
        """Tells this Shopbell from others on the same database."""
        return f"{socket.gethostname()}:{self.bot_port}"

    def shared_secret(self) -> str:
        """The secret between app and bot; made at first use, readable by this user alone."""
        if self.internal_secret is not None:
            return self.internal_secret.get_secret_value()
        kept = self.home / "internal-secret"
        if not kept.exists():
            self.home.mkdir(parents=True, exist_ok=True)
            kept.touch(mode=0o600, exist_ok=True)
            kept.write_text(secrets.token_urlsafe(32))
        return kept.read_text()


def load_settings() -> Settings:
    """Raises `SettingsInvalidError`, which names each variable and what is wrong with it."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsInvalidError("; ".join(_problem(item) for item in error.errors())) from None


def _problem(item: ErrorDetails) -> str:
    name = "_".join(str(part) for part in item["loc"]).upper()
    return f"SHOPBELL_{name}: {item['msg']}" if name else item["msg"]
