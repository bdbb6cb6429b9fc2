"""The way to the actions: one kept connection instead of a new session for each call."""

from __future__ import annotations

import json
from typing import Any, Optional

import aiohttp
from rasa.utils.endpoints import ClientResponseError, EndpointConfig, concat_url

# Shorter than the 5 s after which the app's server hangs up, so that no call meets a closing door.
KEEP_ALIVE_SECONDS = 3.0


class ActionEndpoint(EndpointConfig):
    """Made from what endpoints.yml says of `action_endpoint`. For use in one event loop."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._session: Optional[aiohttp.ClientSession] = None

    @classmethod
    def of(cls, config: EndpointConfig) -> "ActionEndpoint":
        return cls(config.url, headers=config.headers, **config.kwargs)

    async def request(
        self,
        method: str = "post",
        subpath: Optional[str] = None,
        content_type: Optional[str] = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> Any:
        """Raises `ClientResponseError` and aiohttp's errors, as Rasa expects of an endpoint."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=KEEP_ALIVE_SECONDS)
            self._session = aiohttp.ClientSession(
                connector=connector, headers={**self.headers, "Content-Type": content_type or ""}
            )
        body = json.dumps(kwargs.pop("json")).encode()
        url = concat_url(self.url, subpath)
        async with self._session.request(method, url, data=body, **kwargs) as response:
            answer = await response.read()
            if response.status >= 400:
                raise ClientResponseError(response.status, response.reason or "", answer)
            return json.loads(answer)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
