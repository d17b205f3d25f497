"""Connections to checked addresses: the name is resolved here, once, and the connection goes where it said.

Checking a name and letting somebody else resolve it again would leave the door open to a name server that
answers twice (DNS rebinding), so httpcore is given the checked address; TLS still asks for the name.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

import httpcore
import httpx

from core.fetching.records import FetchError, Limits

_NAT64 = ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet: not loopback, private, link-local, multicast…

    An IPv6 address that only wraps an IPv4 one (mapped, 6to4, Teredo, NAT64) is judged by what it wraps.
    """
    ip: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        wrapped = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            wrapped = IPv4Address(int(ip) & 0xFFFFFFFF)
        if wrapped is not None:
            ip = wrapped
    return ip.is_global and not ip.is_multicast


def check(url: str) -> str:
    """The host of an address that may be asked; raises FetchError for any that may not."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port, httpx.URL(url)
    except (ValueError, httpx.InvalidURL):
        raise FetchError("not a web address") from None
    if parts.scheme not in ("http", "https"):
        way = ". Give the file's path" if parts.scheme == "file" else ""
        raise FetchError(f"only http: and https: addresses are fetched, not {parts.scheme or 'this'}:{way}")
    if not host:
        raise FetchError("not a web address")
    if parts.username or parts.password:
        raise FetchError("the address holds a password, which would be kept in the library. Leave it out")
    return host


async def resolve(host: str, port: int, allow_local: bool) -> list[str]:
    """The IP addresses of a host that may be connected to; raises FetchError where there are none."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchError(f"no server called {host} is found. Check the address", passing=True) from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    allowed = [address for address in addresses if allow_local or is_public(address)]
    if not allowed:
        raise FetchError(
            f"{host} is on this computer or a private network. If that is meant, give --allow-local"
        )
    return allowed


class _CheckedBackend(httpcore.AsyncNetworkBackend):
    """Opens connections for httpcore, to the checked addresses of a host in turn."""

    def __init__(self, allow_local: bool) -> None:
        self._allow_local = allow_local
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        *others, last = await resolve(host, port, self._allow_local)
        for address in others:
            try:
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._inner.connect_tcp(last, port, timeout, local_address, socket_options)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class _Stream(httpx.AsyncByteStream):
    def __init__(self, inner: Any) -> None:
        self._inner = inner

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._inner:
            yield piece

    async def aclose(self) -> None:
        await self._inner.aclose()


class CheckedTransport(httpx.AsyncBaseTransport):
    """httpx's way into httpcore's pool, over connections to checked addresses alone.

    Proxies of the environment are not used: behind one, nobody could check where a request goes.
    """

    def __init__(self, limits: Limits, allow_local: bool) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=2 * limits.at_once,
            max_keepalive_connections=limits.at_once,
            keepalive_expiry=5.0,
            network_backend=_CheckedBackend(allow_local),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        response = await self._pool.handle_async_request(
            httpcore.Request(
                request.method,
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            response.status,
            headers=response.headers,
            stream=_Stream(response.stream),
            extensions=response.extensions,
        )

    async def aclose(self) -> None:
        await self._pool.aclose()
