"""A widget's uploads over HTTP, as a browser sends them."""

from __future__ import annotations

from typing import Any

import httpx

from tests.connectors.gateway.widget import ORIGIN, SITE, Gateway

BOUNDARY = "----a-browsers-own"


def form(data: bytes, name: str = "photo.jpg", kind: str = "image/jpeg") -> bytes:
    head = f'Content-Disposition: form-data; name="file"; filename="{name}"'
    return (
        f"--{BOUNDARY}\r\n{head}\r\nContent-Type: {kind}\r\n\r\n".encode()
        + data
        + f"\r\n--{BOUNDARY}--\r\n".encode()
    )


async def ask(
    gateway: Gateway,
    method: str,
    path: str = "",
    *,
    token: str | None,
    origin: str | None = ORIGIN,
    site: str = SITE,
    **more: Any,
) -> httpx.Response:
    headers = dict(more.pop("headers", {}))
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    if origin is not None:
        headers["Origin"] = origin
    params = {"site": site, **more.pop("params", {})}
    url = f"http://127.0.0.1:{gateway.port}/api/widget/uploads{path}"
    async with httpx.AsyncClient(trust_env=False, timeout=60) as client:
        return await client.request(method, url, headers=headers, params=params, **more)


async def upload(
    gateway: Gateway, token: str | None, data: bytes, name: str = "photo.jpg", **more: Any
) -> httpx.Response:
    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    return await ask(
        gateway, "POST", token=token, content=form(data, name), headers=headers, **more
    )


def refusal(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]
